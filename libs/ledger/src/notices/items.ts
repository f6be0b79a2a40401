import type { Session } from '../session.js';

/** One thing that a notification tells of. */
export interface NotificationItem {
  readonly caseId: string;
  readonly eventId: string;
  /** The date that the item is about, if there is one: an instant. */
  readonly dueAt?: string;
}

/** What the message `n` of a statement tells of, by its cases: a column of it. */
export const ITEMS_OF_N = `(
  SELECT coalesce(json_agg(json_strip_nulls(json_build_object('caseId', i.case_id, 'eventId', i.event_id, 'dueAt', i.due_at))
                           ORDER BY i.case_id, i.event_id), '[]')
    FROM notification_item i WHERE i.notification_id = n.id) AS items`;

interface Telling {
  readonly recipient: string;
  readonly items: readonly NotificationItem[];
}

/** The items of which the recipient has not heard yet. */
export async function itemsNotYetTold(session: Session, { recipient, items }: Telling): Promise<NotificationItem[]> {
  if (items.length === 0) return [];
  const told = await session.rows<{ event_id: string }>(
    'SELECT event_id FROM notification_item WHERE recipient = $1 AND event_id = ANY($2::text[])',
    [recipient, items.map(({ eventId }) => eventId)],
  );
  const known = new Set(told.map((row) => row.event_id));
  return items.filter(({ eventId }) => !known.has(eventId));
}

/** Adds items to a message. */
export function addItems(session: Session, recipient: string, id: string, items: readonly NotificationItem[]): void {
  if (items.length === 0) return;
  session.later(
    `INSERT INTO notification_item (event_id, recipient, notification_id, case_id, due_at)
     SELECT event_id, $2, $3, case_id, due_at FROM unnest($1::text[], $4::text[], $5::timestamptz[]) AS t(event_id, case_id, due_at)
     ON CONFLICT DO NOTHING`,
    [
      items.map(({ eventId }) => eventId),
      recipient,
      id,
      items.map(({ caseId }) => caseId),
      items.map(({ dueAt }) => dueAt ?? null),
    ],
  );
}
