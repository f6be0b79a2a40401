import { createHash } from 'node:crypto';
import { TOPICS } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';
import { putIntoOutbox } from '../outbox/put.js';
import type { Session } from '../session.js';
import { notificationEnvelope } from './envelope.js';

/** One thing that a notification tells of. */
export interface NotificationItem {
  readonly caseId: string;
  readonly eventId: string;
  /** The date that the item is about, if there is one: an instant. */
  readonly dueAt?: string;
}

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
  /** Rung of the escalation ladder, where there is one. */
  readonly rung?: string;
  readonly caseId?: string;
  /** How long the mail waits for further items of the digest, in ms. */
  readonly quietMs?: number;
}

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
    `INSERT INTO notification (recipient, kind, instant, digest_key, title, body, items, case_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (digest_key) DO NOTHING RETURNING id`,
    [
      draft.recipient,
      draft.kind,
      draft.instant,
      draft.digestKey,
      JSON.stringify(draft.title),
      JSON.stringify(draft.body),
      JSON.stringify(fresh),
      draft.caseId ?? null,
    ],
  );
  if (!created) return join(session, draft, fresh);
  await addItems(session, draft.recipient, created.id, fresh);
  await addDeliveries(session, draft, created.id);
  const { recipient, kind, rung = null, caseId = null, instant } = draft;
  const events = fresh.map(({ eventId }) => eventId);
  const data = { notificationId: created.id, recipient, kind, rung, caseId, events };
  const envelope = notificationEnvelope(created.id, 1, 'created', instant, data);
  putIntoOutbox(session, [
    { stream: envelope.subject, seq: 1, topic: TOPICS.notifications, key: recipient, payload: envelope },
  ]);
  return created.id;
}

async function itemsNotYetTold(session: Session, { recipient, items }: NotificationDraft): Promise<NotificationItem[]> {
  const told = await session.rows<{ event_id: string }>(
    'SELECT event_id FROM notification_item WHERE recipient = $1 AND event_id = ANY($2::text[])',
    [recipient, items.map(({ eventId }) => eventId)],
  );
  const known = new Set(told.map((row) => row.event_id));
  return items.filter(({ eventId }) => !known.has(eventId));
}

/** Adds items to a digest that exists. */
async function join(
  session: Session,
  draft: NotificationDraft,
  fresh: readonly NotificationItem[],
): Promise<string | null> {
  const existing = await session.first<{ id: string }>('SELECT id FROM notification WHERE digest_key = $1 FOR UPDATE', [
    draft.digestKey,
  ]);
  if (!existing || fresh.length === 0) return null;
  await addItems(session, draft.recipient, existing.id, fresh);
  await session.execute('UPDATE notification SET items = items || $2::jsonb, read_at = NULL WHERE id = $1', [
    existing.id,
    JSON.stringify(fresh),
  ]);
  // The quiet time begins anew, but ten of them are the longest that a mail waits.
  await session.execute(
    `UPDATE delivery d SET next_at = least(now() + $2 * interval '1 ms', n.created_at + 10 * $2 * interval '1 ms')
       FROM notification n
      WHERE n.id = d.notification_id AND n.id = $1 AND d.state = 'pending' AND d.attempts = 0`,
    [existing.id, draft.quietMs ?? QUIET_MS],
  );
  return existing.id;
}

async function addItems(
  session: Session,
  recipient: string,
  id: string,
  items: readonly NotificationItem[],
): Promise<void> {
  await session.execute(
    'INSERT INTO notification_item (event_id, recipient, notification_id) SELECT unnest($1::text[]), $2, $3 ON CONFLICT DO NOTHING',
    [items.map(({ eventId }) => eventId), recipient, id],
  );
}

async function addDeliveries(session: Session, draft: NotificationDraft, id: string): Promise<void> {
  const party = await session.first<{ email: string | null }>('SELECT email FROM party WHERE organisation = $1', [
    draft.recipient,
  ]);
  if (!party?.email) return;
  await session.execute(
    `INSERT INTO delivery (notification_id, channel, address, state, next_at, message_id)
     VALUES ($1, 'mail', $2, 'pending', now() + $3 * interval '1 ms', $4)`,
    [id, party.email, draft.quietMs ?? QUIET_MS, messageIdOf(draft.digestKey, party.email)],
  );
}

/** The same for every attempt and on every machine, so that a mailbox recognises a repeated mail. */
function messageIdOf(digestKey: string, address: string): string {
  const hash = createHash('sha256').update(`${digestKey}\n${address}`).digest('hex').slice(0, 32);
  return `<${hash}@vermilion>`;
}
