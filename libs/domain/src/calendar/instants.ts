import type { DateText, Instant } from './calendar.js';
import { civilDay, dateOfDayNumber, dayNumber, formatDay, lengthOfMonth } from './civil-day.js';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const SECONDS_PER_DAY = 86_400;
/** Asia/Shanghai has had no summer time since 1991: the offset is fixed for every date of this system. */
const SHANGHAI_SECONDS = 8 * 3600;

interface Moment {
  readonly seconds: number;
  /** Nine digits. */
  readonly fraction: string;
}

function offsetSeconds(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number {
  const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -size : size;
}

function momentOf(instant: Instant): Moment {
  const parts = INSTANT.exec(instant);
  if (!parts) throw new RangeError(`not an instant with an offset: ${instant}`);
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4])];
  if (hour > 23 || minute > 59 || second > 59) throw new RangeError(`no such time of day: ${instant}`);
  const local = dayNumber(parts[1] ?? '') * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  return { seconds: local - offsetSeconds(parts[6], parts[7], parts[8]), fraction: (parts[5] ?? '').padEnd(9, '0') };
}

/** The date in Asia/Shanghai of an instant given with any offset. @throws RangeError when it is no instant. */
export function dateOf(instant: Instant): DateText {
  return dateOfDayNumber(Math.floor((momentOf(instant).seconds + SHANGHAI_SECONDS) / SECONDS_PER_DAY));
}

/** The time of the day in Asia/Shanghai, `HH:MM`. @throws RangeError when it is no instant. */
export function timeOf(instant: Instant): string {
  const seconds = momentOf(instant).seconds + SHANGHAI_SECONDS;
  const minutes = Math.floor((seconds - Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY) / 60);
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** 0时 of the date. */
export function startOfDay(date: DateText): Instant {
  civilDay(date);
  return `${date}T00:00:00+08:00`;
}

/** 24时 of the date: the first instant of the next day, itself no longer in time. Source: research on notices (“6月5日24时”), domain.md §4.4. */
export function endOfDay(date: DateText): Instant {
  return startOfDay(addDays(date, 1));
}

/** Negative when `a` is earlier, 0 when both are the same instant (whatever their offsets), positive when later. */
export function compareInstants(a: Instant, b: Instant): number {
  const [first, second] = [momentOf(a), momentOf(b)];
  if (first.seconds !== second.seconds) return first.seconds - second.seconds;
  if (first.fraction === second.fraction) return 0;
  return first.fraction < second.fraction ? -1 : 1;
}

/** The later of two instants as it was written; the first when they are equal. */
export function laterOf(a: Instant, b: Instant): Instant {
  return compareInstants(a, b) >= 0 ? a : b;
}

/** The date `days` natural days later (earlier when negative). */
export function addDays(date: DateText, days: number): DateText {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The same day `years` years later; 29 February becomes 28 February where there is none. */
export function addYears(date: DateText, years: number): DateText {
  const { year, month, day } = civilDay(date);
  return formatDay({ year: year + years, month, day: Math.min(day, lengthOfMonth(year + years, month)) });
}

/** Natural days from `from` to `to`: 1 for tomorrow, negative when `to` is earlier. */
export function daysBetween(from: DateText, to: DateText): number {
  return dayNumber(to) - dayNumber(from);
}
