import type { Calendar, DateText, Instant } from '../calendar/calendar.js';
import { deriveDue, fixedInstant, workingDaysBefore } from '../calendar/due.js';
import { addDays, compareInstants, dateOf } from '../calendar/instants.js';
import { isPublished } from '../calendar/working-days.js';
import type { DueRow } from '../process/deadlines.js';
import type { RoundRules } from '../process/procedure.js';
import { hasReached, type RoundNotice, type RoundState } from './round-state.js';

/** Working days before the cut-off on which the districts are reminded. */
const REMIND_BEFORE = 5;

/**
 * Every instant at which the clock will act in a round: it opens, closes, freezes, and its notice ends. The instants need no more than the
 * round; `rules` let the end of the notice explain itself day by day.
 */
export function roundDeadlines(round: RoundState, calendar: Calendar, rules: RoundRules | null = null): DueRow[] {
  const { terms, notice } = round;
  if (!terms) return [];
  const rows: (DueRow | null)[] = [
    hasReached(round, 'open') ? null : fixed('opens', terms.opens),
    hasReached(round, 'closed') ? null : fixed('closes', terms.closes),
    hasReached(round, 'frozen') ? null : fixed('cut-off', terms.cutOff),
    round.reminded || hasReached(round, 'frozen') ? null : reminder(calendar, terms.cutOff),
    round.phase === 'published' && notice ? endOf(notice, calendar, rules) : null,
  ];
  return rows.filter((row) => row !== null);
}

/** The year whose holidays must be published before a notice of this day can have a last day that holds; null when it can. */
export function yearMissing(rules: RoundRules, from: DateText, calendar: Calendar): number | null {
  const due = deriveDue(calendar, rules.notice, from, []);
  const guess = due?.provisional ? due.days.find(({ date }) => !isPublished(calendar, date)) : undefined;
  return guess ? Number(guess.date.slice(0, 4)) : null;
}

/** What is printed on the notice holds, though the calendar be corrected later: then its end is a date like any other that was fixed. */
function endOf({ from, closesAt }: RoundNotice, calendar: Calendar, rules: RoundRules | null): DueRow {
  const row = fixed('notice', closesAt);
  const counted = rules && deriveDue(calendar, rules.notice, from, []);
  return counted && compareInstants(counted.dueAt, closesAt) === 0 ? { ...row, derivation: counted } : row;
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

/** Counted back from the cut-off; a guess while a day on the way lies in a year without published holidays. */
function reminder(calendar: Calendar, cutOff: Instant): DueRow {
  const row = fixed('cut-off', cutOff);
  const dueAt = workingDaysBefore(calendar, cutOff, REMIND_BEFORE);
  const provisional = [dateOf(dueAt), addDays(dateOf(cutOff), -1)].some((date) => !isPublished(calendar, date));
  return { ...row, id: 'cut-off:remind', rung: 'remind', dueAt, provisional };
}
