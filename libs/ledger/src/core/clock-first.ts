import {
  compareInstants,
  deadlines,
  limitFor,
  roundDeadlines,
  type Calendar,
  type Instant,
  type LapseRule,
  type Procedure,
  type RoundState,
} from '@vermilion/domain';
import type { LockedCase } from './lock-case.js';

/**
 * A limit of a case or a round ended before the command was received, and the clock has not decided upon it yet: `deadline` names its due
 * row in the stream.
 */
export interface ClockFirst {
  readonly kind: 'clock-first';
  readonly of: { readonly caseId: string } | { readonly roundId: string };
  readonly deadline: string;
}

/** How often the clock may go first before it is given up: a round that nobody has looked at opens, closes and freezes. */
const MOST_TURNS = 5;

/** Rules by which the end of a limit decides something that nobody can undo by acting later. */
const DECISIVE: readonly LapseRule[] = ['accepted-by-silence', 'closed', 'passed-on', 'final'];

/**
 * Finds a limit whose end decides the case by itself (silence accepts, the case is closed or goes on, a finding is final) and that ended at or before `now`. What a
 * person does after it must not count, however late the clock is. A case that merely becomes overdue may still be acted upon.
 */
export function limitPassed(
  procedure: Procedure,
  { caseId, state }: LockedCase,
  calendar: Calendar,
  now: Instant,
): ClockFirst | null {
  const row = deadlines(procedure, state, calendar).find(({ rung, limit, dueAt }) => {
    const subject = state.limits.find(({ id }) => id === limit)?.subject;
    const rule = subject && limitFor(procedure, subject)?.onLapse;
    return rung === 'lapse' && compareInstants(dueAt, now) <= 0 && rule !== undefined && DECISIVE.includes(rule);
  });
  return row ? { kind: 'clock-first', of: { caseId }, deadline: row.id } : null;
}

/** The same for a round: it opens, closes, freezes and clears by the clock alone, and everything that people do there depends on it. */
export function roundLimitPassed(round: RoundState, calendar: Calendar, now: Instant): ClockFirst | null {
  const row = roundDeadlines(round, calendar).find(
    ({ rung, dueAt }) => rung === 'lapse' && compareInstants(dueAt, now) <= 0,
  );
  return row ? { kind: 'clock-first', of: { roundId: round.id }, deadline: row.id } : null;
}

/**
 * Puts a command to the ledger; where the clock goes first, its decision is taken in a transaction of its own (`fire`), under the same key as
 * a keeper would use, so that it is recorded once. The person, who has not seen it, then gets `conflict`.
 */
export async function afterTheClock<Outcome extends { readonly kind: string }>(
  attempt: () => Promise<Outcome | ClockFirst>,
  fire: (first: ClockFirst) => Promise<unknown>,
): Promise<Outcome> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const outcome = await attempt();
    if (!isClockFirst(outcome)) return outcome;
    await fire(outcome);
  }
  throw new Error("the clock's decision could not be recorded before the person's");
}

function isClockFirst(outcome: { readonly kind: string }): outcome is ClockFirst {
  return outcome.kind === 'clock-first';
}
