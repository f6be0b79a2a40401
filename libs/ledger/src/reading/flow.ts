import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';

/** How far a consumer of the facts has come. */
export interface ConsumerFlow {
  readonly consumer: string;
  readonly waiting: number;
  readonly parked: number;
  readonly lastAt: Instant | null;
}

/** What follows the ledger, and how far it is behind. */
export interface FollowerFlow {
  /** Cases and rounds whose workflow has not taken notice of their last stage change. */
  readonly workflowsBehind: number;
  readonly consumers: readonly ConsumerFlow[];
  readonly deliveries: { readonly pending: number; readonly sent: number; readonly failed: number };
}

/** Counts what waits. Needs the rights of operations. */
export async function measureFlow(session: Session): Promise<FollowerFlow> {
  const row = await session.first<{ behind: number; pending: number; sent: number; failed: number }>(
    `SELECT (SELECT count(*) FROM "case" WHERE stage_seq > workflow_seq)::int
          + (SELECT count(*) FROM round WHERE stage_seq > workflow_seq)::int AS behind,
            count(*) FILTER (WHERE state = 'pending')::int AS pending,
            count(*) FILTER (WHERE state = 'sent')::int AS sent,
            count(*) FILTER (WHERE state = 'failed')::int AS failed
       FROM delivery`,
  );
  const { behind = 0, pending = 0, sent = 0, failed = 0 } = row ?? {};
  return { workflowsBehind: behind, deliveries: { pending, sent, failed }, consumers: await consumers(session) };
}

async function consumers(session: Session): Promise<readonly ConsumerFlow[]> {
  const rows = await session.rows<{ consumer: string; waiting: number; parked: number; last_at: Date | null }>(
    `WITH known AS (
       SELECT consumer, max(at) AS last_at, count(*) AS done FROM inbox GROUP BY consumer),
     parked AS (SELECT consumer, count(*)::int AS parked FROM parked_key WHERE released_at IS NULL GROUP BY consumer)
     SELECT coalesce(k.consumer, p.consumer) AS consumer, k.last_at, coalesce(p.parked, 0) AS parked,
            greatest(0, (SELECT count(*) FROM event) - coalesce(k.done, 0))::int AS waiting
       FROM known k FULL JOIN parked p ON p.consumer = k.consumer ORDER BY 1`,
  );
  return rows.map(({ last_at: lastAt, ...rest }) => ({ ...rest, lastAt: lastAt && instantOf(lastAt) }));
}
