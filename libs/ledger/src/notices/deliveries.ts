import { TOPICS } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { putIntoOutbox } from '../outbox/put.js';
import type { Session } from '../session.js';
import { notificationEnvelope } from './envelope.js';
import { ITEMS_OF_N, type NotificationItem } from './items.js';

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

/** What became of a mail that was claimed. */
export type DeliveryOutcome = { readonly delivery: DueDelivery } & (
  | { readonly result: 'sent' }
  /** It did not go out and never will; operations see why. */
  | { readonly result: 'refused'; readonly reason: string }
  /** It did not go out, and is due again after so many ms. */
  | { readonly result: 'later'; readonly reason: string; readonly retryMs: number }
  /** Nothing of it was handed over: as if it had not been claimed. */
  | { readonly result: 'untried'; readonly reason: string | null; readonly retryMs: number }
);

/**
 * So often a mail is tried while later ones to the same address wait for it: what was told first arrives first, over short troubles. One
 * that still does not go out holds nothing up any more.
 */
export const ORDERED_ATTEMPTS = 4;

/** What is due, but for the addresses (`held`) at which an earlier one is just being tried again. */
const DUE = `SELECT id, address FROM delivery WHERE state = 'pending' AND next_at <= now() AND address NOT IN (SELECT address FROM held)`;

/**
 * Claims mails that are due, for `leaseMs`: another sender does not see them meanwhile, and if this one dies they are due again
 * afterwards. Commit before sending. Mails to one address go to one sender at a time, in the order of their ids: whoever gets the lock of
 * the first of them gets those behind it. Only what is urgent overtakes: it is claimed, and given, before all that is not. Nobody waits for a
 * lock here, so that a sender which stands still stops no other. Rows are named by arrays of ids: a backlog in tables that the planner still
 * takes to be empty is claimed as fast.
 */
export async function claimDeliveries(session: Session, limit: number, leaseMs: number): Promise<DueDelivery[]> {
  const claimed = await session.rows<{ id: string }>(
    `WITH held AS MATERIALIZED (
            SELECT DISTINCT address FROM delivery
             WHERE state = 'pending' AND attempts > 0 AND attempts <= $3 AND next_at > now()),
          due AS MATERIALIZED (
            (${DUE} AND urgent ORDER BY next_at, id LIMIT $1)
            UNION ALL (${DUE} AND NOT urgent ORDER BY next_at, id LIMIT $1) LIMIT $1),
          head AS MATERIALIZED (
            SELECT address FROM delivery WHERE id = ANY(ARRAY(SELECT min(id) FROM due GROUP BY address))
               AND state = 'pending' AND next_at <= now() FOR UPDATE SKIP LOCKED),
          mine AS MATERIALIZED (
            SELECT id FROM delivery WHERE id = ANY(ARRAY(SELECT id FROM due JOIN head USING (address)))
               AND state = 'pending' AND next_at <= now() FOR UPDATE SKIP LOCKED)
     UPDATE delivery SET attempts = attempts + 1, next_at = now() + $2 * interval '1 ms'
      WHERE id = ANY(ARRAY(SELECT id FROM mine)) RETURNING id`,
    [limit, leaseMs, ORDERED_ATTEMPTS],
  );
  if (claimed.length === 0) return [];
  return session.rows<DueDelivery>(
    `SELECT d.id, d.notification_id AS "notificationId", n.recipient, d.address, d.message_id AS "messageId", d.attempts,
            n.title, n.body, ${ITEMS_OF_N}
       FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE d.id = ANY($1::bigint[])
      ORDER BY d.urgent DESC, d.id`,
    [claimed.map(({ id }) => id)],
  );
}

/**
 * Writes down what became of claimed mails, in one statement. That one was sent holds whoever claimed it since; anything else only while the
 * claim is still the one of the outcome. Of several outcomes of one mail that of its sending counts. Tells of each that was sent by an event, once.
 */
export async function recordDeliveries(session: Session, became: readonly DeliveryOutcome[]): Promise<void> {
  const outcomes = onePerMail(became);
  const column = <T>(pick: (outcome: DeliveryOutcome) => T): T[] => outcomes.map(pick);
  const sent = await session.rows<{ id: string; instant: Date }>(
    `WITH told AS (
       UPDATE delivery d SET state = o.state, error = o.error, attempts = d.attempts - o.untried,
              sent_at = CASE WHEN o.state = 'sent' THEN now() END,
              next_at = CASE WHEN o.state = 'pending' THEN now() + o.retry_ms * interval '1 ms' ELSE d.next_at END
         FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::int[], $6::int[])
                AS o(id, attempts, state, error, retry_ms, untried)
        WHERE d.id = ANY($1::bigint[]) AND d.id = o.id AND d.state = 'pending' AND (o.state = 'sent' OR d.attempts = o.attempts)
       RETURNING d.id, d.state, d.notification_id)
     SELECT told.id, n.instant FROM told JOIN notification n ON n.id = told.notification_id
      WHERE told.state = 'sent' AND n.id = ANY(ARRAY(SELECT notification_id FROM told))`,
    [
      column(({ delivery }) => delivery.id),
      column(({ delivery }) => delivery.attempts),
      column(({ result }) => STATES[result]),
      column((outcome) => ('reason' in outcome ? (outcome.reason?.slice(0, 500) ?? null) : null)),
      column((outcome) => ('retryMs' in outcome ? outcome.retryMs : 0)),
      column(({ result }) => (result === 'untried' ? 1 : 0)),
    ],
  );
  const instants = new Map(sent.map(({ id, instant }) => [id, instantOf(instant)]));
  const envelopes = outcomes.flatMap(({ delivery: { id, notificationId, recipient } }) => {
    const instant = instants.get(id);
    if (instant === undefined) return [];
    const data = { notificationId, recipient, channel: 'mail' };
    const payload = notificationEnvelope(notificationId, 2, 'delivered', instant, data);
    return [{ stream: payload.subject, seq: 2, topic: TOPICS.notifications, key: recipient, payload }];
  });
  putIntoOutbox(session, envelopes);
}

/** A mail whose claim was over may have been claimed anew before its sending was written down. */
function onePerMail(became: readonly DeliveryOutcome[]): DeliveryOutcome[] {
  const sendingLast = became.toSorted((a, b) => Number(a.result === 'sent') - Number(b.result === 'sent'));
  return [...new Map(sendingLast.map((outcome) => [outcome.delivery.id, outcome])).values()];
}

const STATES = { sent: 'sent', refused: 'failed', later: 'pending', untried: 'pending' } as const;
