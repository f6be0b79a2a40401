import { TOPICS } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';
import { putIntoOutbox } from '../outbox/put.js';
import type { Session } from '../session.js';
import { notificationEnvelope } from './envelope.js';
import { addItems, itemsNotYetTold, type NotificationItem } from './items.js';

/** A message for an organisation (or `expert:<id>`). What has the same `digestKey` becomes one message. */
export interface NotificationDraft {
  readonly recipient: string;
  readonly kind: string;
  /** Business time, ISO text. */
  readonly instant: string;
  readonly digestKey: string;
  readonly title: Text;
  readonly body: Text;
  readonly items: readonly NotificationItem[];
  /** Rung of the escalation ladder, where there is one: its mail goes at once, and before those of all that is no rung. */
  readonly rung?: string;
  readonly caseId?: string;
}

/** How long the mail waits for further items of its digest. */
const QUIET_MS = 3_000;

/**
 * Writes a message into the recipient's inbox, its mail (when the register knows an address) and its event, in the transaction of the
 * session. Repeated calls with the same items change nothing. Further items of a digest join it: the mail waits a little for them;
 * one that comes after the mail makes the message in the inbox unread again, but never a second mail of the same instant.
 * @returns the id of the message, or null when every item had already reached the recipient.
 */
export async function writeNotification(session: Session, draft: NotificationDraft): Promise<string | null> {
  const fresh = await itemsNotYetTold(session, draft);
  if (fresh.length === 0 && draft.items.length > 0) return null;
  const created = await session.first<{ id: string }>(
    `INSERT INTO notification (recipient, kind, instant, digest_key, title, body, case_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (digest_key) DO NOTHING RETURNING id`,
    [
      draft.recipient,
      draft.kind,
      draft.instant,
      draft.digestKey,
      JSON.stringify(draft.title),
      JSON.stringify(draft.body),
      draft.caseId ?? null,
    ],
  );
  if (!created) return join(session, draft, fresh);
  addItems(session, draft.recipient, created.id, fresh);
  addDelivery(session, draft, created.id);
  const { recipient, kind, rung = null, caseId = null, instant } = draft;
  const events = fresh.map(({ eventId }) => eventId);
  const data = { notificationId: created.id, recipient, kind, rung, caseId, events };
  const envelope = notificationEnvelope(created.id, 1, 'created', instant, data);
  putIntoOutbox(session, [
    { stream: envelope.subject, seq: 1, topic: TOPICS.notifications, key: recipient, payload: envelope },
  ]);
  return created.id;
}

/** Writes messages: those of one digest in turn, different ones on the same journeys. */
export async function writeNotifications(session: Session, drafts: readonly NotificationDraft[]): Promise<void> {
  const lastOf = new Map<string, Promise<unknown>>();
  for (const draft of drafts) {
    const before = lastOf.get(draft.digestKey) ?? null;
    lastOf.set(
      draft.digestKey,
      before === null ? writeNotification(session, draft) : before.then(() => writeNotification(session, draft)),
    );
  }
  await Promise.all(lastOf.values());
}

/** Adds items to a digest that exists. */
async function join(
  session: Session,
  draft: NotificationDraft,
  fresh: readonly NotificationItem[],
): Promise<string | null> {
  const existing = await session.first<{ id: string }>('SELECT id FROM notification WHERE digest_key = $1', [
    draft.digestKey,
  ]);
  if (!existing || fresh.length === 0) return null;
  addItems(session, draft.recipient, existing.id, fresh);
  session.later('UPDATE notification SET read_at = NULL WHERE id = $1 AND read_at IS NOT NULL', [existing.id]);
  // The quiet time begins anew, but ten of them are the longest that a mail waits. Of items that come close upon one another, the first sees to it.
  await session.execute(
    `UPDATE delivery d SET next_at = t.next_at
       FROM notification n, LATERAL (SELECT least(now() + $2 * interval '1 ms', n.created_at + 10 * $2 * interval '1 ms')) t(next_at)
      WHERE n.id = d.notification_id AND n.id = $1 AND d.state = 'pending' AND d.attempts = 0
        AND d.next_at < t.next_at - $2 / 10 * interval '1 ms'`,
    [existing.id, QUIET_MS],
  );
  return existing.id;
}

/** The Message-ID is the same for every attempt and on every machine, so that a mailbox recognises a repeated mail. */
function addDelivery(session: Session, { recipient, digestKey, rung }: NotificationDraft, id: string): void {
  // A rung has told of all its cases when it is written: nothing is waited for.
  const urgent = rung !== undefined;
  session.later(
    `INSERT INTO delivery (notification_id, channel, address, state, next_at, message_id, urgent)
     SELECT $1::bigint, 'mail', email, 'pending', now() + $3 * interval '1 ms',
            '<' || left(encode(sha256(convert_to($4 || E'\\n' || email, 'UTF8')), 'hex'), 32) || '@vermilion>', $5
       FROM party WHERE organisation = $2 AND email <> ''`,
    [id, recipient, urgent ? 0 : QUIET_MS, digestKey, urgent],
  );
}
