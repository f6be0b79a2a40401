import type { Session } from '../session.js';

/** An event of a case, as webhooks carry it. */
export interface WebhookNews {
  readonly eventId: string;
  readonly seq: number;
  readonly body: string;
}

/**
 * Puts events of a case on their way to the webhooks of those whose case it is: the applicant, and whoever has held it by then and may still see it. Each
 * event goes once to each webhook, in the order in which they are given. Needs the rights of the ledger.
 */
export function tellWebhooks(session: Session, caseId: string, news: readonly WebhookNews[]): void {
  if (news.length === 0) return;
  session.later(
    `INSERT INTO webhook_delivery (webhook, event_id, body)
     SELECT w.id, e.id, e.body FROM unnest($2::text[], $3::int[], $4::text[]) AS e(id, seq, body)
       JOIN case_access a ON a.case_id = $1 JOIN webhook w ON w.organisation = a.organisation AND w.state = 'active'
      WHERE a.role = 'applicant'
         OR EXISTS (SELECT FROM holder h WHERE h.case_id = $1 AND h.organisation = a.organisation AND h.seq <= e.seq)
      ORDER BY e.seq
     ON CONFLICT DO NOTHING`,
    [caseId, news.map(({ eventId }) => eventId), news.map(({ seq }) => seq), news.map(({ body }) => body)],
  );
}
