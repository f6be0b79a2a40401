import type { Calendar, DateText } from './calendar.js';
import { weekday } from './civil-day.js';
import { addDays } from './instants.js';

/** Why a day is or is not a working day. `name` is the holiday behind it. */
export interface DayReason {
  readonly working: boolean;
  readonly reason: 'weekday' | 'weekend' | 'holiday' | 'make-up';
  readonly name?: string;
}

/** How the calendar sees a day: a published special day first, otherwise the plain week. Source: yearly notice of 国务院办公厅. */
export function dayReason(calendar: Calendar, date: DateText): DayReason {
  const plain = weekday(date) <= 5;
  const special = Object.hasOwn(calendar.days, date) ? calendar.days[date] : undefined;
  if (special) return { working: special.kind === 'make-up', reason: special.kind, name: special.name };
  return plain ? { working: true, reason: 'weekday' } : { working: false, reason: 'weekend' };
}

/** Whether offices work on that day (工作日). */
export function isWorkingDay(calendar: Calendar, date: DateText): boolean {
  return dayReason(calendar, date).working;
}

/** Whether the holidays of the date's year have been published; if not, the day is a guess from the plain week. */
export function isPublished(calendar: Calendar, date: DateText): boolean {
  return calendar.publishedYears.includes(Number(date.slice(0, 4)));
}

/**
 * The `n`-th working day from a date; the date itself is the first one when `startDayCounts` and it is a working day. `n` = 0 gives the
 * date itself. @throws RangeError when `n` is negative or no whole number.
 */
export function addWorkingDays(
  calendar: Calendar,
  date: DateText,
  n: number,
  { startDayCounts }: { readonly startDayCounts: boolean },
): DateText {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of days: ${n}`);
  let day = date;
  let counted = n > 0 && startDayCounts && isWorkingDay(calendar, date) ? 1 : 0;
  while (counted < n) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) counted += 1;
  }
  return day;
}
