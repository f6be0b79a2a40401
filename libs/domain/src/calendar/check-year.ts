import type { Problem } from '../form/definition.js';
import type { DateText, SpecialDay } from './calendar.js';
import { weekday } from './civil-day.js';

/** A day of a year's notice that differs from the plain week. */
export type NoticedDay = { readonly date: DateText } & SpecialDay;

/** Holidays whose date never moves. Source: 《全国年节及纪念日放假办法》第二条（元旦、劳动节、国庆节）. */
const FIXED_HOLIDAYS = ['01-01', '05-01', '10-01', '10-02', '10-03'];
/** The notice of a year may begin with the days around New Year: so many days of the December before. */
const DECEMBER_BEFORE = '12-25';

/**
 * Every fault of a year's list of holidays and make-up days: a day of another year, a day twice, a make-up day that is no weekend, a fixed
 * holiday left out, so that half a year is never published as a whole one.
 */
export function checkCalendarYear(year: number, days: readonly NoticedDay[]): Problem[] {
  const off = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ date }) => date));
  const missing = FIXED_HOLIDAYS.map((day) => `${year}-${day}`).filter((date) => !off.has(date));
  return [
    ...days.flatMap((day, index) => dayFaults(year, days, day, index)),
    ...missing.map((day) => ({ at: 'days', code: 'statutory-day-missing', params: { day } })),
  ];
}

function dayFaults(year: number, days: readonly NoticedDay[], { date, kind }: NoticedDay, index: number): Problem[] {
  const at = `days[${index}].date`;
  const inYear = date >= `${year - 1}-${DECEMBER_BEFORE}` && date <= `${year}-12-31`;
  const twice = days.findIndex((other) => other.date === date) < index;
  const plain = weekday(date) <= 5;
  return [
    ...(inYear ? [] : [{ at, code: 'day-outside-year', params: { date, year } }]),
    ...(twice ? [{ at, code: 'day-twice', params: { date } }] : []),
    ...(kind === 'make-up' && plain ? [{ at, code: 'make-up-on-a-weekday', params: { date } }] : []),
  ];
}
