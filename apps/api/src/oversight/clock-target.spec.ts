import type { Calendar } from '@vermilion/domain';
import { targetOf } from './clock-target.js';

const calendar: Calendar = {
  version: 1,
  publishedYears: [2018],
  days: {
    '2018-04-05': { kind: 'holiday', name: '清明节' },
    '2018-04-06': { kind: 'holiday', name: '清明节' },
    '2018-04-08': { kind: 'make-up', name: '清明节调休' },
  },
};
const instantOf = (moment: Date) => `${new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
const at = (now: string, target: string | null = null) => ({ now, target });
const go = (move: { to?: string; by?: string }, from: ReturnType<typeof at>) =>
  targetOf(move, from, calendar, instantOf);

describe('where a manual clock shall go', () => {
  it('counts working days over weekends, holidays and make-up days, and keeps the time of day', () => {
    expect(go({ by: '5wd' }, at('2018-03-01T09:00:00+08:00'))).toBe('2018-03-08T09:00:00+08:00');
    expect(go({ by: '2wd' }, at('2018-04-04T09:00:00+08:00'))).toBe('2018-04-09T09:00:00+08:00');
  });

  it('counts natural days and hours', () => {
    expect(go({ by: '3d' }, at('2018-03-30T23:30:00+08:00'))).toBe('2018-04-02T23:30:00+08:00');
    expect(go({ by: '12h' }, at('2018-03-01T18:00:00+08:00'))).toBe('2018-03-02T06:00:00+08:00');
  });

  it('counts from where the clock is going already', () => {
    expect(go({ by: '1d' }, at('2018-03-01T09:00:00+08:00', '2018-03-05T09:00:00+08:00'))).toBe(
      '2018-03-06T09:00:00+08:00',
    );
  });

  it('takes a date as its beginning and any offset as what it means here', () => {
    expect(go({ to: '2018-03-10' }, at('2018-03-01T09:00:00+08:00'))).toBe('2018-03-10T00:00:00+08:00');
    expect(go({ to: '2018-03-10T00:00:00Z' }, at('2018-03-01T09:00:00+08:00'))).toBe('2018-03-10T08:00:00+08:00');
  });
});
