import type { Calendar, DateText, Instant } from './calendar.js';
import { addDays, compareInstants, dateOf, endOfDay, startOfDay } from './instants.js';
import { dayReason, isPublished, isWorkingDay, type DayReason } from './working-days.js';

/** What of a limit decides its due date. */
export interface DayCount {
  readonly amount: number;
  readonly unit: 'working-day' | 'natural-day';
  readonly startDayCounts: boolean;
  readonly basis: string;
}

/** A time that does not count: after the day `from` up to and including the day `to`; open while `to` is null. */
export interface Standstill {
  readonly from: DateText;
  readonly to: DateText | null;
}

/** One day on the way to a due date: whether it counted, as which one, and why (not). */
export interface DerivedDay {
  readonly date: DateText;
  readonly counted: boolean;
  readonly ordinal: number | null;
  readonly reason: 'start-day' | 'paused' | 'natural' | 'fixed' | DayReason['reason'];
  readonly name?: string;
  /** The day is one of those by which the limit was extended. */
  readonly extension?: true;
}

/** A due date with everything needed to check it by hand. `provisional`: a working day on the way lies in a year without published holidays. */
export interface Derivation {
  readonly basis: string;
  readonly amount: number;
  readonly unit: DayCount['unit'];
  readonly startDayCounts: boolean;
  readonly startedOn: DateText;
  readonly days: readonly DerivedDay[];
  readonly lastDay: DateText;
  readonly dueAt: Instant;
  readonly provisional: boolean;
  /** How many of the days were granted as an extension. */
  readonly extendedBy?: number;
}

type Judgement = Omit<DerivedDay, 'date' | 'ordinal'>;

const STANDSTILL: Judgement = { counted: false, reason: 'paused' };

function standsStill(pauses: readonly Standstill[], date: DateText): boolean {
  return pauses.some((pause) => pause.from < date && date <= (pause.to ?? date));
}

/** A pause begins on this day and outlasts it. */
function isHandedBack(pauses: readonly Standstill[], date: DateText): boolean {
  return pauses.some((pause) => pause.from === date && (pause.to === null || pause.to > date));
}

interface Course {
  readonly calendar: Calendar;
  readonly limit: DayCount;
  readonly startedOn: DateText;
  readonly pauses: readonly Standstill[];
}

function judge({ calendar, limit, startedOn, pauses }: Course, date: DateText): Judgement {
  if (date === startedOn && !limit.startDayCounts) return { counted: false, reason: 'start-day' };
  if (standsStill(pauses, date)) return STANDSTILL;
  if (limit.unit === 'natural-day') return { counted: true, reason: 'natural' };
  const { working, ...reason } = dayReason(calendar, date);
  return { counted: working, ...reason };
}

/** Every day from the start to the last counted one. */
function walk(course: Course): DerivedDay[] {
  const days: DerivedDay[] = [];
  let counted = 0;
  for (let date = course.startedOn; counted < course.limit.amount; date = addDays(date, 1)) {
    const judgement = judge(course, date);
    const wouldEnd = judgement.counted && counted === course.limit.amount - 1;
    const day = wouldEnd && isHandedBack(course.pauses, date) ? STANDSTILL : judgement;
    if (day.counted) counted += 1;
    days.push({ date, ...day, ordinal: day.counted ? counted : null });
  }
  return days;
}

/**
 * The due date of a limit that started on a day, with its derivation; null while a pause is open, because then there is no due date.
 * A day on which the office handed the case back counts as the office's, the day on which it came back does not. A limit never ends on the
 * day of the handing back (it would be over before the case returns): then that day is not counted and the first day after the pause is the last.
 * @throws RangeError when the amount is not a positive whole number. Source: ARCHITECTURE.md; 行政许可法 §82 (limits in working days).
 */
export function deriveDue(
  calendar: Calendar,
  limit: DayCount,
  startedOn: DateText,
  pauses: readonly Standstill[],
): Derivation | null {
  const { basis, amount, unit, startDayCounts } = limit;
  if (!Number.isInteger(amount) || amount < 1) throw new RangeError(`a limit needs at least one day: ${amount}`);
  if (pauses.some((pause) => pause.to === null)) return null;
  const days = walk({ calendar, limit, startedOn, pauses });
  const lastDay = days.at(-1)?.date ?? startedOn;
  const provisional = unit === 'working-day' && days.some((day) => !isPublished(calendar, day.date));
  return { basis, amount, unit, startDayCounts, startedOn, days, lastDay, dueAt: endOfDay(lastDay), provisional };
}

/**
 * The due date of a limit with days that were granted on top: counted like the others, and marked as the extension.
 * @throws RangeError when the amount is not a positive whole number.
 */
export function deriveExtended(
  calendar: Calendar,
  limit: DayCount,
  granted: number,
  startedOn: DateText,
  pauses: readonly Standstill[],
): Derivation | null {
  const whole = deriveDue(calendar, { ...limit, amount: limit.amount + granted }, startedOn, pauses);
  if (!whole || granted === 0) return whole;
  const days = whole.days.map((day) =>
    day.ordinal !== null && day.ordinal > limit.amount ? { ...day, extension: true as const } : day,
  );
  return { ...whole, days, extendedBy: granted };
}

/** An instant that somebody has fixed or promised instead of counting days. */
export function fixedInstant(basis: string, dueAt: Instant): Derivation {
  const lastDay = lastDayBefore(dueAt);
  return {
    basis,
    amount: 1,
    unit: 'natural-day',
    startDayCounts: true,
    startedOn: lastDay,
    days: [{ date: lastDay, counted: true, ordinal: 1, reason: 'fixed' }],
    lastDay,
    dueAt,
    provisional: false,
  };
}

/** The last day that is still in time: the day before a due instant at 0时, otherwise the day of the instant. */
function lastDayBefore(dueAt: Instant): DateText {
  const date = dateOf(dueAt);
  return compareInstants(dueAt, startOfDay(date)) === 0 ? addDays(date, -1) : date;
}

/**
 * When to remind: 09:00 of the `n`-th working day before the last day of a limit (`n` = 0: the last day itself).
 * @throws RangeError when `n` is negative or no whole number.
 */
export function workingDaysBefore(calendar: Calendar, dueAt: Instant, n: number): Instant {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of days: ${n}`);
  let day = lastDayBefore(dueAt);
  for (let left = n; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return `${day}T09:00:00+08:00`;
}
