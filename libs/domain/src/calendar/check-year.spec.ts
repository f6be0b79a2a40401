import { seedCalendar } from '@vermilion/catalogue';
import { checkCalendarYear, type NoticedDay } from './check-year.js';

const calendar = seedCalendar();
const daysOf = (year: number): NoticedDay[] =>
  Object.entries(calendar.days)
    .filter(([date]) => date.startsWith(`${year}-`))
    .map(([date, day]) => ({ date, ...day }));
const faults = (year: number, days: NoticedDay[]) =>
  checkCalendarYear(year, days).map(({ at, code }) => `${at} ${code}`);

describe('a year of the calendar is published whole or not at all (国务院办公厅 announces a whole year)', () => {
  it.each([...calendar.publishedYears])('the published year %i has no fault', (year) => {
    expect(faults(year, daysOf(year))).toEqual([]);
  });

  it('half a year is missing its fixed holidays', () => {
    const half = daysOf(2026).filter(({ date }) => date < '2026-07-01');
    expect(faults(2026, half)).toEqual([
      'days statutory-day-missing',
      'days statutory-day-missing',
      'days statutory-day-missing',
    ]);
  });

  it('a day of another year, a day twice, a make-up day in the week', () => {
    const days = daysOf(2026);
    const at = days.length;
    expect(faults(2026, [...days, { date: '2027-01-01', kind: 'holiday', name: '元旦' }])).toEqual([
      `days[${at}].date day-outside-year`,
    ]);
    expect(faults(2026, [...days, { date: '2026-10-01', kind: 'holiday', name: '国庆节' }])).toEqual([
      `days[${at}].date day-twice`,
    ]);
    expect(faults(2026, [...days, { date: '2026-07-01', kind: 'make-up', name: '调休' }])).toEqual([
      `days[${at}].date make-up-on-a-weekday`,
    ]);
  });

  it('the notice of a year may speak of the last days of December before (2018-12-29 was made up for New Year 2019)', () => {
    expect(faults(2019, [...daysOf(2019), { date: '2018-12-29', kind: 'make-up', name: '元旦' }])).toEqual([]);
  });
});
