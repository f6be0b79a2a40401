import {
  CLOCK,
  compareInstants,
  deadlines,
  limitFor,
  type Calendar,
  type Instant,
  type Procedure,
} from '@vermilion/domain';
import { streamOf, type LockedCase } from './lock-case.js';
import type { TransactOutcome, TransactRequest } from './request.js';

/** A limit of the case ended before the command was received, and the clock has not decided upon it yet: `deadline` names its due row. */
export interface ClockFirst {
  readonly kind: 'clock-first';
  readonly deadline: string;
}

/** How often the clock may go first before the person is told only that the case has moved on. */
const MOST_TURNS = 3;

/**
 * Finds a limit whose end decides the case by itself (silence accepts, or the case is closed) and that ended at or before `now`. What a
 * person does after it must not count, however late the clock is. A case that merely becomes overdue may still be acted upon.
 */
export function limitPassed(
  procedure: Procedure,
  { state }: LockedCase,
  calendar: Calendar,
  now: Instant,
): ClockFirst | null {
  const row = deadlines(procedure, state, calendar).find(({ rung, limit, dueAt }) => {
    const subject = state.limits.find(({ id }) => id === limit)?.subject;
    const rule = subject && limitFor(procedure, subject)?.onLapse;
    return (
      rung === 'lapse' && compareInstants(dueAt, now) <= 0 && (rule === 'accepted-by-silence' || rule === 'closed')
    );
  });
  return row ? { kind: 'clock-first', deadline: row.id } : null;
}

/**
 * Puts a command to the ledger; where the clock goes first, its decision is taken in a transaction of its own, under the same key as a
 * keeper would use, so that it is recorded once. The person, who has not seen it, then gets `conflict`.
 */
export async function afterTheClock(
  request: TransactRequest,
  attempt: (request: TransactRequest) => Promise<TransactOutcome | ClockFirst>,
): Promise<TransactOutcome> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const outcome = await attempt(request);
    if (outcome.kind !== 'clock-first') return outcome;
    const { caseId } = request;
    const { deadline } = outcome;
    if (caseId === null) break;
    const command = { type: 'fire', deadline } as const;
    await attempt({ caseId, command, actor: CLOCK, key: `${streamOf(caseId)}:${deadline}`, expectedSeq: null });
  }
  throw new Error(`the clock's decision upon ${request.caseId} could not be recorded before the person's`);
}
