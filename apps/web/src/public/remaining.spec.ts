import { remainingUntil } from './remaining.js';

const END = '2018-06-16T00:00:00+08:00';
const at = (instant: string) => remainingUntil(END, Date.parse(instant));

describe('how long a notice is still open', () => {
  it('is said in days and hours, on the last day in hours, and in the last minute as an hour', () => {
    expect(at('2018-06-11T09:00:00+08:00')).toEqual({ say: 'days', days: 4, hours: 15, soon: false });
    expect(at('2018-06-14T09:00:00+08:00')).toEqual({ say: 'days', days: 1, hours: 15, soon: true });
    expect(at('2018-06-15T20:00:00+08:00')).toEqual({ say: 'hours', days: 0, hours: 4, soon: true });
    expect(at('2018-06-15T23:59:00+08:00')).toMatchObject({ say: 'hours', hours: 1 });
  });

  it('is over at 24时 of the last day', () => {
    expect(at(END)).toEqual({ say: 'over', days: 0, hours: 0, soon: false });
  });
});
