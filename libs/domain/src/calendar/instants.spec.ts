import fc from 'fast-check';
import { dateOfDayNumber, dayNumber, isDate, weekday } from './civil-day.js';
import { addDays, addYears, compareInstants, dateOf, daysBetween, endOfDay, laterOf, startOfDay } from './instants.js';

const moment = fc.date({
  min: new Date('1992-01-01T00:00:00Z'),
  max: new Date('2399-12-31T00:00:00Z'),
  noInvalidDate: true,
});

/** The same moment written with another offset. */
function withOffset(at: Date, hours: number): string {
  const local = new Date(at.getTime() + hours * 3_600_000).toISOString().slice(0, -1);
  return `${local}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}

describe('Dates are dates in Zhengzhou, calculated on their text (ARCHITECTURE.md)', () => {
  it('An instant belongs to the day that it is in Shanghai, whatever its offset', () => {
    expect(dateOf('2018-03-09T16:00:00Z')).toBe('2018-03-10');
    expect(dateOf('2018-03-09T23:59:59.999+08:00')).toBe('2018-03-09');
    expect(dateOf('2018-03-09T11:00:00-05:00')).toBe('2018-03-10');
  });

  it('24时 of a day is 0时 of the next', () => {
    expect(startOfDay('2018-03-10')).toBe('2018-03-10T00:00:00+08:00');
    expect(endOfDay('2018-02-28')).toBe('2018-03-01T00:00:00+08:00');
    expect(endOfDay('2018-12-31')).toBe('2019-01-01T00:00:00+08:00');
  });

  it('The same moment written with two offsets is one instant', () => {
    expect(compareInstants('2018-03-10T00:00:00+08:00', '2018-03-09T16:00:00.000Z')).toBe(0);
    expect(laterOf('2018-03-10T00:00:00+08:00', '2018-03-09T16:00:00.001Z')).toBe('2018-03-09T16:00:00.001Z');
  });

  it('Instants are ordered as the machine orders them', () => {
    const hours = fc.integer({ min: -11, max: 12 });
    fc.assert(
      fc.property(moment, moment, hours, hours, (a, b, x, y) => {
        expect(Math.sign(compareInstants(withOffset(a, x), withOffset(b, y)))).toBe(
          Math.sign(a.getTime() - b.getTime()),
        );
      }),
    );
  });

  it('Days, weekdays and Shanghai dates agree with the machine for every date', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -2000, max: 2000 }), (at, days) => {
        const date = at.toISOString().slice(0, 10);
        const later = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(date, days)).toBe(later);
        expect(daysBetween(date, later)).toBe(days);
        expect(dayNumber(date)).toBe(Date.parse(date) / 86_400_000);
        expect(dateOfDayNumber(dayNumber(date))).toBe(date);
        expect(weekday(date) % 7).toBe(new Date(date).getUTCDay());
        expect(dateOf(at.toISOString())).toBe(new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10));
      }),
      { numRuns: 1000 },
    );
  });

  it('A title of three years from 29 February ends on 28 February', () => {
    expect(addYears('2024-02-29', 3)).toBe('2027-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
    expect(addYears('2017-12-20', 3)).toBe('2020-12-20');
  });

  it('What is no date and no instant is refused', () => {
    expect(['2018-02-29', '2018-13-01', '2018-00-10', '18-01-01', '2018-01-01T00:00:00Z'].filter(isDate)).toEqual([]);
    expect(isDate('2000-02-29')).toBe(true);
    expect(isDate('1900-02-29')).toBe(false);
    expect(() => dateOf('2018-03-10')).toThrow(RangeError);
    expect(() => dateOf('2018-03-10T25:00:00+08:00')).toThrow(RangeError);
    expect(() => dateOf('2018-02-30T00:00:00+08:00')).toThrow(RangeError);
    expect(() => startOfDay('2018-02-30')).toThrow(RangeError);
  });
});
