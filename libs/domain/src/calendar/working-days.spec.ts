import { seedCalendar } from '@vermilion/catalogue';
import fc from 'fast-check';
import { addWorkingDays, dayReason, isPublished, isWorkingDay } from './working-days.js';

const calendar = seedCalendar();

/** Everything the oracle knows comes from the machine's own calendar (UTC) and the raw list, never from the code under test. */
const oracle = {
  isWorking(date: string): boolean {
    const special = calendar.days[date];
    if (special) return special.kind === 'make-up';
    return ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
  },
  next(date: string): string {
    return new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  },
  nth(date: string, n: number, startDayCounts: boolean): string {
    const following: string[] = [];
    for (let day = startDayCounts ? date : this.next(date); following.length < n; day = this.next(day)) {
      if (this.isWorking(day)) following.push(day);
    }
    return following.at(-1) ?? date;
  },
};

const anyDate = fc
  .date({ min: new Date('2004-01-01T00:00:00Z'), max: new Date('2026-10-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe('Working days follow the notices of 国务院办公厅, not the plain week (docs/sources.md)', () => {
  it.each([
    ['2026-09-29', '2026-10-10', '2026-10-12'],
    ['2026-02-12', '2026-02-25', '2026-02-26'],
    ['2026-04-30', '2026-05-09', '2026-05-11'],
    ['2026-06-18', '2026-06-25', '2026-06-26'],
    ['2018-09-28', '2018-10-09', '2018-10-10'],
    ['2024-02-29', '2024-03-06', '2024-03-07'],
  ])(
    'Five working days from %s end on %s when the first day counts, on %s when it does not',
    (from, counting, notCounting) => {
      expect(addWorkingDays(calendar, from, 5, { startDayCounts: true })).toBe(counting);
      expect(addWorkingDays(calendar, from, 5, { startDayCounts: false })).toBe(notCounting);
    },
  );

  it.each(['2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10', '2018-02-11', '2018-02-24'])(
    'The weekend day %s is a make-up working day (调休)',
    (date) => {
      expect(dayReason(calendar, date)).toMatchObject({ working: true, reason: 'make-up' });
    },
  );

  it('The year 2026 has 33 days off and 6 make-up days, as the notice of 4 November 2025 says', () => {
    const kinds = Object.entries(calendar.days)
      .filter(([date]) => date.startsWith('2026'))
      .map(([, day]) => day.kind);
    expect(kinds.filter((kind) => kind === 'holiday')).toHaveLength(33);
    expect(kinds.filter((kind) => kind === 'make-up')).toHaveLength(6);
  });

  it('A day off says which festival it is, a plain day says only what it is', () => {
    expect(dayReason(calendar, '2018-10-01')).toEqual({ working: false, reason: 'holiday', name: '国庆节' });
    expect(dayReason(calendar, '2018-03-10')).toEqual({ working: false, reason: 'weekend' });
    expect(dayReason(calendar, '2018-03-12')).toEqual({ working: true, reason: 'weekday' });
  });

  it('A year whose notice is not out is known to be a guess', () => {
    expect(isPublished(calendar, '2026-12-31')).toBe(true);
    expect(isPublished(calendar, '2027-01-01')).toBe(false);
    expect(isWorkingDay(calendar, '2027-10-01')).toBe(true);
  });

  it('Counting agrees with counting day by day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 40 }), fc.boolean(), (date, n, startDayCounts) => {
        const expected = n === 0 ? date : oracle.nth(date, n, startDayCounts);
        expect(addWorkingDays(calendar, date, n, { startDayCounts })).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('A negative or broken number of days is refused', () => {
    expect(() => addWorkingDays(calendar, '2018-03-01', -1, { startDayCounts: false })).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, '2018-03-01', 1.5, { startDayCounts: false })).toThrow(RangeError);
  });
});
