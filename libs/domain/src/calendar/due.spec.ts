import { seedCalendar } from '@vermilion/catalogue';
import fc from 'fast-check';
import { deriveDue, workingDaysBefore, type DayCount, type Standstill } from './due.js';

const calendar = seedCalendar();
const workingDays = (amount: number, startDayCounts = false): DayCount => ({
  amount,
  unit: 'working-day',
  startDayCounts,
  basis: '参照《行政许可法》第三十二条',
});
const naturalDays = (amount: number): DayCount => ({ ...workingDays(amount), unit: 'natural-day' });

const DAY = 86_400_000;
const plus = (date: string, days: number): string => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** Another way to the last day: list a long stretch of days, strike out what does not count, take the n-th that is left. */
function oracle(limit: DayCount, start: string, pauses: readonly Standstill[]): string | undefined {
  const stretch = Array.from({ length: 400 }, (_, index) => plus(start, index));
  const struck = new Set(limit.startDayCounts ? [] : [start]);
  for (const pause of pauses) {
    for (const day of stretch) if (day > pause.from && day <= (pause.to ?? '9999-12-31')) struck.add(day);
  }
  const counted = stretch.filter((day) => {
    const special = calendar.days[day];
    const off = special ? special.kind === 'holiday' : [0, 6].includes(new Date(day).getUTCDay());
    return !struck.has(day) && (limit.unit === 'natural-day' || !off);
  });
  const last = counted[limit.amount - 1];
  const endsOnReturn = pauses.some((pause) => pause.from === last && pause.to !== pause.from);
  return endsOnReturn ? counted[limit.amount] : last;
}

describe('A due date is a value with its derivation (ARCHITECTURE.md)', () => {
  it('Acceptance of an application of Thursday 1 March 2018 ends with Thursday 8 March, 24时', () => {
    const due = deriveDue(calendar, workingDays(5), '2018-03-01', []);
    expect(due?.dueAt).toBe('2018-03-09T00:00:00+08:00');
    expect(due?.lastDay).toBe('2018-03-08');
    expect(due?.days.map(({ date, ordinal, reason }) => [date, ordinal, reason])).toEqual([
      ['2018-03-01', null, 'start-day'],
      ['2018-03-02', 1, 'weekday'],
      ['2018-03-03', null, 'weekend'],
      ['2018-03-04', null, 'weekend'],
      ['2018-03-05', 2, 'weekday'],
      ['2018-03-06', 3, 'weekday'],
      ['2018-03-07', 4, 'weekday'],
      ['2018-03-08', 5, 'weekday'],
    ]);
  });

  it('Holidays and make-up days on the way are named', () => {
    const due = deriveDue(calendar, workingDays(3), '2018-09-28', []);
    expect(due?.lastDay).toBe('2018-10-08');
    expect(due?.days.find(({ date }) => date === '2018-10-01')).toMatchObject({ reason: 'holiday', name: '国庆节' });
    expect(due?.days.find(({ date }) => date === '2018-09-30')).toMatchObject({ reason: 'make-up', ordinal: 2 });
  });

  it('The day of the return belongs to the office, the days of the correction and the day of resubmission do not', () => {
    const pauses = [{ from: '2018-03-06', to: '2018-03-13' }];
    const due = deriveDue(calendar, workingDays(5), '2018-03-01', pauses);
    expect(due?.days.find(({ date }) => date === '2018-03-06')).toMatchObject({ ordinal: 3 });
    expect(due?.days.find(({ date }) => date === '2018-03-13')).toMatchObject({ counted: false, reason: 'paused' });
    expect(due?.lastDay).toBe('2018-03-15');
  });

  it('While the enterprise corrects, the office has no due date', () => {
    expect(deriveDue(calendar, workingDays(5), '2018-03-01', [{ from: '2018-03-05', to: null }])).toBeNull();
  });

  it('An office that returns the case on its last day still has a day when it comes back: no limit ends while it stands still', () => {
    const due = deriveDue(calendar, workingDays(5), '2018-03-01', [{ from: '2018-03-08', to: '2018-03-20' }]);
    expect(due?.lastDay).toBe('2018-03-21');
    expect(due?.days.filter(({ counted }) => counted)).toHaveLength(5);
  });

  it('Returned and resubmitted on the same day changes nothing', () => {
    const due = deriveDue(calendar, workingDays(5), '2018-03-01', [{ from: '2018-03-08', to: '2018-03-08' }]);
    expect(due?.lastDay).toBe('2018-03-08');
  });

  it('Natural days count weekends and holidays', () => {
    expect(deriveDue(calendar, naturalDays(3), '2018-09-30', [])?.dueAt).toBe('2018-10-04T00:00:00+08:00');
  });

  it('A date in working days that crosses an unpublished year is provisional, one in natural days is not', () => {
    expect(deriveDue(calendar, workingDays(5), '2026-12-29', [])?.provisional).toBe(true);
    expect(deriveDue(calendar, workingDays(2), '2026-12-29', [])?.provisional).toBe(false);
    expect(deriveDue(calendar, naturalDays(10), '2026-12-29', [])?.provisional).toBe(false);
  });

  it('A limit of no day is a mistake', () => {
    expect(() => deriveDue(calendar, workingDays(0), '2018-03-01', [])).toThrow(RangeError);
  });

  it('Two working days before the last day, at nine, the reviewer is reminded', () => {
    expect(workingDaysBefore(calendar, '2018-03-16T00:00:00+08:00', 2)).toBe('2018-03-13T09:00:00+08:00');
    expect(workingDaysBefore(calendar, '2018-10-10T00:00:00+08:00', 2)).toBe('2018-09-30T09:00:00+08:00');
    expect(workingDaysBefore(calendar, '2018-03-15T18:00:00+08:00', 0)).toBe('2018-03-15T09:00:00+08:00');
    expect(() => workingDaysBefore(calendar, '2018-03-16T00:00:00+08:00', -1)).toThrow(RangeError);
  });
});

describe('Due dates agree with an oracle that strikes days off a list', () => {
  const start = fc.integer({ min: 0, max: 8000 }).map((days) => plus('2004-01-01', days));
  const pause = fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 }));
  const limit = fc.record({
    amount: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom('working-day' as const, 'natural-day' as const),
    startDayCounts: fc.boolean(),
    basis: fc.constant('test'),
  });

  it('for every start, limit and pause', () => {
    fc.assert(
      fc.property(start, limit, fc.option(pause), (date, rule, stretch) => {
        const pauses = stretch ? [{ from: plus(date, stretch[0]), to: plus(date, stretch[0] + stretch[1]) }] : [];
        const due = deriveDue(calendar, rule, date, pauses);
        expect(due?.lastDay).toBe(oracle(rule, date, pauses));
        expect(due?.dueAt).toBe(`${plus(due?.lastDay ?? '', 1)}T00:00:00+08:00`);
        expect(due?.days.filter(({ counted }) => counted).map(({ ordinal }) => ordinal)).toEqual(
          Array.from({ length: rule.amount }, (_, index) => index + 1),
        );
        expect(due?.days.map(({ date: day }) => day)).toEqual(due?.days.map((_, index) => plus(date, index)));
      }),
      { numRuns: 1000 },
    );
  });
});
