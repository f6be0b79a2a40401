import { seedCalendar } from '@vermilion/catalogue';
import {
  CLOCK,
  decideRound,
  NO_ROUND,
  roundDeadlines,
  roundStepsOpenTo,
  SYSTEM,
  type Calendar,
  type Instant,
  type RoundState,
  type SpecialDay,
} from '@vermilion/domain';
import { roundProcedure } from '../support/on-notice.js';

const published = seedCalendar();
/** The published calendar with 2027. The days are examples: the notice for 2027 is not out. */
const with2027 = (days: { readonly [date: string]: SpecialDay } = { '2027-01-01': NEW_YEAR }): Calendar => ({
  version: published.version + 1,
  publishedYears: [...published.publishedYears, 2027],
  days: { ...published.days, ...days },
});
const NEW_YEAR = { kind: 'holiday', name: '元旦' } as const;

const terms = {
  year: 2026,
  opens: '2026-11-02T09:00:00+08:00',
  closes: '2026-12-01T00:00:00+08:00',
  cutOff: '2027-01-07T00:00:00+08:00',
  quota: 3,
  districtCap: 3,
};
const proposed: RoundState = { ...NO_ROUND, id: 'r', phase: 'proposed', terms, list: ['2026-000001'] };
const facts = (calendar: Calendar) => ({ calendar, cases: [], number: 1, office: null });

function publish(calendar: Calendar, now: Instant) {
  return decideRound(roundProcedure, proposed, { type: 'publish' }, facts(calendar), SYSTEM, now);
}
const MONDAY = '2026-12-28T09:00:00+08:00';

describe('公示期跨入未公布放假安排的年度: the last day of a public notice is printed, so it must hold', () => {
  it('a notice of five working days from 28 December 2026 is refused: its last day would be a guess', () => {
    expect(publish(published, MONDAY)).toMatchObject({
      ok: false,
      refusal: { code: 'notice-end-unknown', params: { year: 2027 } },
    });
    expect(roundStepsOpenTo(roundProcedure, proposed, facts(published), SYSTEM, MONDAY)).not.toContain('publish');
  });

  it('once 2027 is published with 1 January off it runs to Monday 4 January, and no further', () => {
    expect(publish(with2027(), MONDAY)).toMatchObject({
      ok: true,
      events: [{ data: { from: '2026-12-28', until: '2027-01-04', closesAt: '2027-01-05T00:00:00+08:00' } }],
    });
  });

  it('a notice that ends within 2026 needs no calendar of 2027', () => {
    expect(publish(published, '2026-12-25T09:00:00+08:00')).toMatchObject({
      ok: true,
      events: [{ data: { until: '2026-12-31' } }],
    });
  });
});

describe('轮次期限的推算: the dates of a round explain themselves', () => {
  const notice = {
    number: '公示〔2026〕1号',
    from: '2026-12-28',
    until: '2027-01-04',
    closesAt: '2027-01-05T00:00:00+08:00',
  };
  const onNotice: RoundState = { ...proposed, phase: 'published', notice };
  const endOf = (calendar: Calendar) => roundDeadlines(onNotice, calendar, roundProcedure.round).at(-1);

  it('the end of the notice is counted day by day, holidays and weekends named', () => {
    expect(endOf(with2027())).toMatchObject({ id: 'notice:lapse', dueAt: notice.closesAt, provisional: false });
    expect(endOf(with2027())?.derivation.days.map(({ date, ordinal, reason }) => [date, ordinal, reason])).toEqual([
      ['2026-12-28', 1, 'weekday'],
      ['2026-12-29', 2, 'weekday'],
      ['2026-12-30', 3, 'weekday'],
      ['2026-12-31', 4, 'weekday'],
      ['2027-01-01', null, 'holiday'],
      ['2027-01-02', null, 'weekend'],
      ['2027-01-03', null, 'weekend'],
      ['2027-01-04', 5, 'weekday'],
    ]);
  });

  it('what is printed holds, though the year be corrected afterwards: the clock ends the notice on the printed day', () => {
    const corrected = with2027({ '2027-01-01': NEW_YEAR, '2027-01-04': NEW_YEAR });
    expect(endOf(corrected)).toMatchObject({ dueAt: notice.closesAt, derivation: { dueAt: notice.closesAt } });
    const fire = { type: 'fire', deadline: 'notice:lapse' } as const;
    expect(decideRound(roundProcedure, onNotice, fire, facts(corrected), CLOCK, notice.closesAt)).toMatchObject({
      ok: true,
      events: [{ type: 'round.cleared' }],
    });
  });

  it('the reminder of the cut-off is a guess while a day before it lies in an unpublished year, and moves with the year', () => {
    const open: RoundState = { ...proposed, phase: 'open' };
    const reminderIn = (calendar: Calendar) => roundDeadlines(open, calendar).find(({ rung }) => rung === 'remind');
    const [guess, certain] = [reminderIn(published), reminderIn(with2027())];
    expect([guess?.dueAt, guess?.provisional]).toEqual(['2026-12-30T09:00:00+08:00', true]);
    expect([certain?.dueAt, certain?.provisional]).toEqual(['2026-12-29T09:00:00+08:00', false]);
  });
});
