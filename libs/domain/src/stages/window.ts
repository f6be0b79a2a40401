import { compareInstants } from '../calendar/instants.js';
import { deadlines } from '../process/deadlines.js';
import type { Situation } from '../process/situation.js';

/** Whether the end of a running limit has come, also before the clock has recorded it: its last instant is too late. */
export function isOver({ procedure, state, facts, now }: Situation, limit: string): boolean {
  return deadlines(procedure, state, facts.calendar).some(
    (row) => row.limit === limit && row.rung === 'lapse' && compareInstants(row.dueAt, now) <= 0,
  );
}
