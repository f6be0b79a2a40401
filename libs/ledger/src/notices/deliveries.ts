import { TOPICS } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { putIntoOutbox } from '../outbox/put.js';
import type { Session } from '../session.js';
import { notificationEnvelope } from './envelope.js';
import type { NotificationItem } from './write-notification.js';

/** A mail that is due, claimed by one sender. */
export interface DueDelivery {
  readonly id: string;
  readonly notificationId: string;
  readonly recipient: string;
  readonly address: string;
  readonly messageId: string;
  /** This one included. */
  readonly attempts: number;
  readonly title: Text;
  readonly body: Text;
  readonly items: readonly NotificationItem[];
}

/**
 * Claims mails that are due, for `leaseMs`: another sender does not see them meanwhile, and if this one dies they are due again
 * afterwards. Commit before sending.
 */
export async function claimDeliveries(session: Session, limit: number, leaseMs: number): Promise<DueDelivery[]> {
  const claimed = await session.rows<{ id: string }>(
    `UPDATE delivery SET attempts = attempts + 1, next_at = now() + $2 * interval '1 ms'
      WHERE id IN (SELECT id FROM delivery WHERE state = 'pending' AND next_at <= now()
                    ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED)
      RETURNING id`,
    [limit, leaseMs],
  );
  if (claimed.length === 0) return [];
  return session.rows<DueDelivery>(
    `SELECT d.id, d.notification_id AS "notificationId", n.recipient, d.address, d.message_id AS "messageId", d.attempts,
            n.title, n.body, n.items
       FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE d.id = ANY($1::bigint[]) ORDER BY d.id`,
    [claimed.map(({ id }) => id)],
  );
}

/** The mail server has taken the mail. Tells so by an event, once. */
export async function recordSent(session: Session, delivery: DueDelivery): Promise<void> {
  const changed = await session.first<{ instant: Date }>(
    `UPDATE delivery d SET state = 'sent', sent_at = now(), error = NULL FROM notification n
      WHERE d.id = $1 AND d.state = 'pending' AND n.id = d.notification_id
      RETURNING n.instant`,
    [delivery.id],
  );
  if (!changed) return;
  const { notificationId, recipient } = delivery;
  const data = { notificationId, recipient, channel: 'mail' };
  const envelope = notificationEnvelope(notificationId, 2, 'delivered', instantOf(changed.instant), data);
  await putIntoOutbox(session, [
    { stream: envelope.subject, seq: 2, topic: TOPICS.notifications, key: recipient, payload: envelope },
  ]);
}

/** The mail did not go out. `retryMs` null: it never will, and operations see why. */
export async function recordNotSent(
  session: Session,
  id: string,
  reason: string,
  retryMs: number | null,
): Promise<void> {
  await session.execute(
    `UPDATE delivery SET state = CASE WHEN $3::int IS NULL THEN 'failed' ELSE 'pending' END, error = $2,
            next_at = now() + coalesce($3::int, 0) * interval '1 ms'
      WHERE id = $1 AND state = 'pending'`,
    [id, reason.slice(0, 500), retryMs],
  );
}
