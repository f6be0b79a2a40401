import { ORDERED_ATTEMPTS } from '../notices/deliveries.js';
import type { Session } from '../session.js';
import type { WebhookDeliveryRow } from '../tables/webhooks.js';
import { letPendingGo } from './set-up.js';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;
/** What could not be delivered for so long is given up: its receiver reads it in the record of the case. */
const GIVEN_UP_AFTER = '3 days';
/** After a rotation both secrets sign, until the receiver has the new one. */
const BOTH_SIGN_FOR = '1 day';
/** The most events of one claim. */
const AT_ONCE = 100;

/** A webhook with events that are due, claimed by one sender. */
export interface DueWebhook {
  readonly id: string;
  readonly url: string;
  readonly generation: number;
  /** Whether the secret before this one signs as well. */
  readonly rotating: boolean;
  /** Until when the claim holds, as the database writes it: whose claim has passed changes nothing of a later one. */
  readonly lease: string;
  /** In the order in which they are to arrive. */
  readonly events: readonly DueEvent[];
}

export type DueEvent = Pick<WebhookDeliveryRow, 'id' | 'event_id' | 'body'>;

/** What became of an event that was sent. `gone`: the receiver wants nothing more. */
export type WebhookOutcome =
  { readonly result: 'sent' } | { readonly result: 'failed' | 'gone'; readonly reason: string };

/**
 * Claims webhooks for which something is due, for `leaseMs`: another sender does not see them meanwhile, so that each has one sender and keeps its order; if
 * this one dies they are due again afterwards. Commit before sending.
 */
export async function claimWebhooks(session: Session, limit: number, leaseMs: number): Promise<DueWebhook[]> {
  const hooks = await session.rows<Omit<DueWebhook, 'events'>>(
    `UPDATE webhook SET next_at = now() + $2 * interval '1 ms'
      WHERE id = ANY(ARRAY(
        SELECT id FROM webhook w WHERE state = 'active' AND next_at <= now()
           AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook = w.id AND d.state = 'pending' AND d.next_at <= now())
         ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED))
     RETURNING id, url, generation, coalesce(rotated_at > now() - $3::interval, false) AS rotating, next_at::text AS lease`,
    [limit, leaseMs, BOTH_SIGN_FOR],
  );
  if (hooks.length === 0) return [];
  const events = await session.rows<DueEvent & { webhook: string }>(
    `SELECT d.webhook, d.id, d.event_id, d.body FROM unnest($1::uuid[]) AS w(id), LATERAL (
       SELECT * FROM webhook_delivery WHERE webhook = w.id AND state = 'pending' AND next_at <= now() ORDER BY id LIMIT $2) d`,
    [hooks.map(({ id }) => id), AT_ONCE],
  );
  return hooks.map((hook) => ({ ...hook, events: events.filter(({ webhook }) => webhook === hook.id) }));
}

/**
 * Writes down what became of an event. One that failed holds up the later ones of its webhook while it is tried {@link ORDERED_ATTEMPTS} times; then it is
 * put aside. The webhook itself rests for longer after each failure.
 */
export async function recordWebhook(
  session: Session,
  { id, lease }: DueWebhook,
  event: DueEvent,
  outcome: WebhookOutcome,
): Promise<void> {
  const claimed = [id, lease] as const;
  if (outcome.result === 'sent') {
    await session.execute(
      `UPDATE webhook_delivery SET state = 'sent', attempts = attempts + 1, sent_at = now(), error = NULL WHERE id = $1 AND state = 'pending'`,
      [event.id],
    );
    await session.execute(`UPDATE webhook SET failures = 0, reason = NULL WHERE ${CLAIMED}`, claimed);
    return;
  }
  await session.execute(
    `UPDATE webhook_delivery SET attempts = attempts + 1, error = $2,
            next_at = now() + CASE WHEN attempts + 1 >= $3 THEN $4 ELSE 0 END * interval '1 ms' WHERE id = $1 AND state = 'pending'`,
    [event.id, outcome.reason, ORDERED_ATTEMPTS, LONGEST_PAUSE_MS],
  );
  await (outcome.result === 'gone' ? disable(session, id, outcome.reason) : rest(session, claimed, outcome.reason));
}

/** Gives a webhook back after its events have gone: what has come since is due at once. */
export async function releaseWebhook(session: Session, { id, lease }: DueWebhook): Promise<void> {
  await session.execute(`UPDATE webhook SET next_at = now() WHERE ${CLAIMED}`, [id, lease]);
}

const CLAIMED = `id = $1 AND state = 'active' AND next_at = $2::timestamptz`;

async function rest(session: Session, claimed: readonly [id: string, lease: string], reason: string): Promise<void> {
  await session.execute(
    `UPDATE webhook_delivery SET state = 'failed', error = coalesce(error, $2)
      WHERE webhook = $1 AND state = 'pending' AND created_at < now() - $3::interval`,
    [claimed[0], reason, GIVEN_UP_AFTER],
  );
  await session.execute(
    `UPDATE webhook SET failures = failures + 1, reason = $3,
            next_at = now() + least($4 * 2 ^ least(failures, 20), $5) * interval '1 ms' WHERE ${CLAIMED}`,
    [...claimed, reason, FIRST_PAUSE_MS, LONGEST_PAUSE_MS],
  );
}

async function disable(session: Session, id: string, reason: string): Promise<void> {
  await session.execute(`UPDATE webhook SET state = 'disabled', reason = $2 WHERE id = $1 AND state = 'active'`, [
    id,
    reason,
  ]);
  await letPendingGo(session, id, reason);
}
