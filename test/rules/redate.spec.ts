import { seedCalendar } from '@vermilion/catalogue';
import type { Calendar, SpecialDay } from '@vermilion/domain';
import { deadlines, SYSTEM } from '@vermilion/domain';
import { ContractWalk } from '../support/contract-walk.js';

const published = seedCalendar();

/** The published calendar with a year more. The days are examples: the notice for 2027 is not out. */
function withYear(year: number, days: { readonly [date: string]: SpecialDay }, base: Calendar = published): Calendar {
  return {
    version: base.version + 1,
    publishedYears: [...base.publishedYears, year],
    days: { ...base.days, ...days },
  };
}

const holiday = { kind: 'holiday', name: '元旦' } as const;

/** At the district since Monday 21 December 2026: ten working days lead into 2027, whose holidays are not published. */
function acrossTheYear(): ContractWalk {
  const walk = new ContractWalk();
  walk.now = '2026-12-21T09:00:00+08:00';
  return walk.accepted();
}

function redated(walk: ContractWalk, calendar: Calendar) {
  walk.tell(published);
  walk.extra = { ...walk.extra, calendar };
  return walk.give({ type: 'redate' }, SYSTEM);
}

describe('日历公布后重新计算: a date across an unpublished year is a guess until the year is published (features.md §3.A.5)', () => {
  it('a guess says so: 1 January 2027 counts as the Friday that it is', () => {
    const [remind, lapse] = acrossTheYear().due();
    expect([remind?.dueAt, lapse?.dueAt]).toEqual(['2026-12-31T09:00:00+08:00', '2027-01-05T00:00:00+08:00']);
    expect(lapse?.provisional).toBe(true);
  });

  it('the year is published with 1 January off: the date moves, and the fact says from when to when', () => {
    const walk = acrossTheYear();
    const calendar = withYear(2027, { '2027-01-01': holiday });
    expect(redated(walk, calendar)).toBeNull();
    expect(walk.events.at(-1)).toEqual({
      type: 'limit.redated',
      data: {
        calendar: String(calendar.version),
        changes: [{ limit: 'district-review#2', from: '2027-01-05T00:00:00+08:00', to: '2027-01-06T00:00:00+08:00' }],
      },
    });
    expect(deadlines(walk.procedure, walk.state, calendar).some(({ provisional }) => provisional)).toBe(false);
  });

  it('the year is published as guessed: the date stays and is certain now, which is told, too', () => {
    const walk = acrossTheYear();
    expect(redated(walk, withYear(2027, { '2027-10-01': { kind: 'holiday', name: '国庆节' } }))).toBeNull();
    const last = walk.events.at(-1);
    expect(last?.type === 'limit.redated' && last.data.changes).toEqual([
      { limit: 'district-review#2', from: '2027-01-05T00:00:00+08:00', to: '2027-01-05T00:00:00+08:00' },
    ]);
  });

  it('a case whose dates lie in published years is not touched', () => {
    const walk = new ContractWalk();
    walk.now = '2026-11-24T09:00:00+08:00';
    walk.accepted();
    expect(redated(walk, withYear(2027, { '2027-01-01': holiday }))?.code).toBe('dates-unchanged');
  });

  it('a correction of a published year moves dates in it, back and forth', () => {
    const walk = new ContractWalk().accepted(); // ten working days from 1 March 2018
    const off = withYear(2018, { '2018-03-12': { kind: 'holiday', name: '更正' } });
    expect(redated(walk, off)).toBeNull();
    expect(walk.events.at(-1)).toMatchObject({ data: { changes: [{ to: '2018-03-17T00:00:00+08:00' }] } });
  });

  it('told once: the same dates a second time are refused', () => {
    const walk = acrossTheYear();
    const calendar = withYear(2027, { '2027-01-01': holiday });
    redated(walk, calendar);
    walk.tell(calendar);
    expect(walk.give({ type: 'redate' }, SYSTEM)?.code).toBe('dates-unchanged');
  });

  it('where only a reminder moves, the fact names no limit: nobody needs to be told', () => {
    const walk = new ContractWalk();
    walk.now = '2026-12-25T09:00:00+08:00';
    walk.without('photos').must({ type: 'open', procedure: walk.procedure.id, version: 1 }, walk.approver);
    const promises = [{ document: 'photos', until: '2027-01-04' }];
    walk.must({ type: 'submit', draftVersion: 1, promises }, walk.approver);
    walk.state = { ...walk.state, limits: walk.state.limits.filter(({ subject }) => subject.of === 'deferral') };
    expect(redated(walk, withYear(2027, { '2027-01-01': holiday }))).toBeNull();
    expect(walk.events.at(-1)).toMatchObject({ type: 'limit.redated', data: { changes: [] } });
  });

  it('only the engine, or operations by hand, recalculate', () => {
    const walk = acrossTheYear();
    walk.tell(published);
    walk.extra = { ...walk.extra, calendar: withYear(2027, { '2027-01-01': holiday }) };
    expect(walk.give({ type: 'redate' }, walk.industry)?.code).toBe('not-permitted');
    expect(walk.steps(SYSTEM)).toEqual(['redate']);
  });
});
