import type { Session } from '../session.js';

/** How far the rest of the system is behind the ledger; ages in seconds, 0 when nothing waits. */
export interface Lag {
  readonly outboxRows: number;
  readonly outboxAge: number;
  /** Age, in business time, of the oldest due row that is not recorded. */
  readonly dueAge: number;
  readonly openIncidents: number;
}

/** Measures the lag. Needs the rights of the engine, or of operations. */
export async function measureLag(session: Session): Promise<Lag> {
  const row = await session.first<Lag>(
    `SELECT (SELECT count(*)::int FROM outbox) AS "outboxRows",
            (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM outbox) AS "outboxAge",
            (SELECT greatest(0, coalesce(extract(epoch FROM b.business_now - (SELECT min(due_at) FROM deadline WHERE recorded_at IS NULL)), 0))::float8
               FROM (SELECT CASE mode WHEN 'manual' THEN now_at ELSE now() END AS business_now FROM business_clock) b) AS "dueAge",
            (SELECT count(*)::int FROM incident WHERE closed_at IS NULL) AS "openIncidents"`,
  );
  return row ?? { outboxRows: 0, outboxAge: 0, dueAge: 0, openIncidents: 0 };
}
