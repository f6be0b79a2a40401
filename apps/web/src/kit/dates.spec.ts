import fc from 'fast-check';
import { clockText, dateText, instantText, timeLeft } from './dates.js';

describe('dates as offices write them (24时 is the end of the day; glossary)', () => {
  it('the end of a day is 24时 of that day, not 0时 of the next', () => {
    expect(instantText('2018-04-01T00:00:00+08:00', 'zh')).toBe('2018年3月31日 24时');
    expect(instantText('2018-03-31T16:00:00Z', 'en')).toBe('2018-03-31 24:00');
    expect(instantText('2019-01-01T00:00:00+08:00', 'zh')).toBe('2018年12月31日 24时');
  });

  it('any other instant is its minute in Zhengzhou, wherever the reader is', () => {
    expect(instantText('2018-03-01T02:05:59Z', 'zh')).toBe('2018年3月1日 10:05');
    expect(instantText('2018-03-31T16:01:00Z', 'en')).toBe('2018-04-01 00:01');
  });

  it('the time of a moment is told to the second, midnight as 00', () => {
    expect(clockText(Date.parse('2018-03-01T04:03:05Z'))).toBe('12:03:05');
    expect(clockText(Date.parse('2018-03-01T16:00:00Z'))).toBe('00:00:00');
  });

  it('every midnight is the 24时 of the day before', () => {
    // From 1992 on: until then the clocks of China were changed in summer.
    const day = fc.integer({ min: 8_036, max: 40_000 });
    fc.assert(
      fc.property(day, (days) => {
        const date = (offset: number) => new Date((days + offset) * 86_400_000).toISOString().slice(0, 10);
        expect(instantText(`${date(1)}T00:00:00+08:00`, 'en')).toBe(`${date(0)} 24:00`);
        expect(instantText(`${date(1)}T00:00:00+08:00`, 'zh')).toBe(`${dateText(date(0), 'zh')} 24时`);
      }),
    );
  });

  it('a date has no leading noughts in Chinese', () => {
    expect(dateText('2018-04-01', 'zh')).toBe('2018年4月1日');
    expect(dateText('2018-04-01', 'en')).toBe('2018-04-01');
  });

  it('how much is left, and since when it is over: the due instant itself is too late', () => {
    const due = '2018-04-01T00:00:00+08:00';
    const at = (instant: string) => timeLeft(due, Date.parse(instant));
    expect(at('2018-03-29T21:30:00+08:00')).toEqual({ days: 2, hours: 2, over: false });
    expect(at('2018-03-31T23:59:59+08:00')).toEqual({ days: 0, hours: 0, over: false });
    expect(at(due)).toEqual({ days: 0, hours: 0, over: true });
    expect(at('2018-04-02T03:00:00+08:00')).toEqual({ days: 1, hours: 3, over: true });
  });
});
