import { agesOf, ageStepOf, countsOf, heatOf, pressingOf, type Placed } from './standing-view.js';

const now = '2018-03-20T12:00:00+08:00';
const office = (id: string) => ({ id, name: { zh: id, en: id } });
const placed = (id: string, over: Partial<Placed> = {}): Placed => ({
  id,
  procedure: 'p',
  version: 1,
  workshopName: null,
  stage: 'review',
  title: { zh: '初审', en: 'Review' },
  office: office('district:a/industry'),
  holderKind: 'district',
  dueAt: '2018-04-01T00:00:00+08:00',
  overdue: false,
  since: '2018-03-20T09:00:00+08:00',
  ...over,
});
const since = (days: number) => `2018-03-${String(20 - days).padStart(2, '0')}T09:00:00+08:00`;

describe('how old cases are (办件年龄)', () => {
  it('steps begin where they say', () => {
    expect([0, 2, 3, 5, 6, 10, 11, 20, 21, 400].map(ageStepOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('by stage, with the oldest', () => {
    const cases = [placed('1'), placed('2', { since: since(4) }), placed('3', { since: since(18) })];
    const other = placed('4', { stage: 'panel', title: { zh: '评审', en: 'Panel' } });
    expect(agesOf([...cases, other], now)).toMatchObject([
      { stage: { id: 'review' }, counts: [1, 1, 0, 1, 0], oldest: 18 },
      { stage: { id: 'panel' }, counts: [1, 0, 0, 0, 0], oldest: 0 },
    ]);
  });
});

describe('how near to their limits cases are (期限热力)', () => {
  const soon = '2018-03-21T00:00:00+08:00';

  it('counts each case once', () => {
    const cases = [
      placed('1'),
      placed('2', { dueAt: soon }),
      placed('3', { overdue: true }),
      placed('4', { dueAt: null }),
    ];
    expect(countsOf(cases, now)).toEqual({ overdue: 1, soon: 1, later: 1, unlimited: 1 });
  });

  it('by office and stage; what the system holds is nobody’s office', () => {
    const cases = [
      placed('1', { overdue: true }),
      placed('2'),
      placed('3', { office: office('district:b/industry') }),
      placed('4', { stage: 'panel' }),
      placed('5', { office: null, holderKind: 'system' }),
    ];
    expect(heatOf(cases, now)).toMatchObject([
      { office: { id: 'district:a/industry' }, stage: { id: 'review' }, counts: { overdue: 1, later: 1 } },
      { office: { id: 'district:b/industry' }, stage: { id: 'review' }, counts: { later: 1 } },
      { office: { id: 'district:a/industry' }, stage: { id: 'panel' }, counts: { later: 1 } },
    ]);
  });

  it('the late ones stand first, then those that are short of time by date; the others not at all', () => {
    const later = '2018-03-21T12:00:00+08:00';
    const cases = [
      placed('1'),
      placed('2', { dueAt: later }),
      placed('3', { dueAt: soon }),
      placed('4', { overdue: true }),
    ];
    expect(pressingOf(cases, now).map(({ caseId }) => caseId)).toEqual(['4', '3', '2']);
  });
});
