import type { TestApi } from './api.js';

/** How many rows a case has left where accepted commands leave theirs. Commands are counted all together: they name no case. */
export interface Trace {
  readonly events: number;
  readonly outbox: number;
  readonly tasks: number;
  readonly commands: number;
}

/** @returns what the case has left behind up to now. */
export async function traceOf(api: TestApi, caseId: string): Promise<Trace> {
  const [row] = await api.store.database.admin<Trace>(
    `SELECT (SELECT count(*)::int FROM event WHERE stream = $1) AS events,
            (SELECT count(*)::int FROM outbox WHERE stream = $1) AS outbox,
            (SELECT count(*)::int FROM task WHERE case_id = $2) AS tasks,
            (SELECT count(*)::int FROM command) AS commands`,
    [`application:${caseId}`, caseId],
  );
  if (!row || row.events === 0) throw new Error(`${caseId} has no events`);
  return row;
}
