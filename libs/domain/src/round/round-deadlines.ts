import type { Calendar, Instant } from '../calendar/calendar.js';
import { fixedInstant, workingDaysBefore } from '../calendar/due.js';
import type { DueRow } from '../process/deadlines.js';
import { hasReached, type RoundState } from './round-state.js';

/** Working days before the cut-off on which the districts are reminded. */
const REMIND_BEFORE = 5;

/** Every instant at which the clock will act in a round: it opens, closes, freezes, and its notice ends. */
export function roundDeadlines(round: RoundState, calendar: Calendar): DueRow[] {
  const { terms, notice } = round;
  if (!terms) return [];
  const rows: (DueRow | null)[] = [
    hasReached(round, 'open') ? null : fixed('opens', terms.opens),
    hasReached(round, 'closed') ? null : fixed('closes', terms.closes),
    hasReached(round, 'frozen') ? null : fixed('cut-off', terms.cutOff),
    round.reminded || hasReached(round, 'frozen') ? null : reminder(calendar, terms.cutOff),
    round.phase === 'published' && notice ? fixed('notice', notice.closesAt) : null,
  ];
  return rows.filter((row) => row !== null);
}

function fixed(limit: string, dueAt: Instant): DueRow {
  return {
    id: `${limit}:lapse`,
    limit,
    rung: 'lapse',
    dueAt,
    provisional: false,
    derivation: fixedInstant(`轮次通知：${limit}`, dueAt),
  };
}

function reminder(calendar: Calendar, cutOff: Instant): DueRow {
  return {
    ...fixed('cut-off', cutOff),
    id: 'cut-off:remind',
    rung: 'remind',
    dueAt: workingDaysBefore(calendar, cutOff, REMIND_BEFORE),
  };
}
