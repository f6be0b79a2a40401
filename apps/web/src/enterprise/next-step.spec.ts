import { nextStep } from './next-step.js';

type Standing = Parameters<typeof nextStep>[0];

const running: Standing = {
  phase: 'running',
  correction: null,
  suspension: null,
  deferred: [],
  notice: null,
  appeal: null,
  dueAt: '2018-04-10T00:00:00+08:00',
};
const defect = { id: 'd1', target: 'equipment[3].qty', what: null, why: null, how: null };
const notice = {
  number: '1',
  from: '2018-06-01',
  until: '2018-06-07',
  closesAt: '2018-06-08T00:00:00+08:00',
  ended: false,
};
const step = (change: Partial<Standing>) => nextStep({ ...running, ...change });

describe('what a firm has to do with its application now', () => {
  it('nothing, while an office has it: the date of the office is not its own', () =>
    expect(step({})).toEqual({ key: 'wait', onTheForm: false, count: 0, until: null }));

  it('a draft is written and submitted on the form', () =>
    expect(step({ phase: 'draft' })).toMatchObject({ key: 'draft', onTheForm: true }));

  it('a return: how many faults, until when, on the form', () =>
    expect(step({ correction: { defects: [defect, defect] } })).toEqual({
      key: 'correct',
      onTheForm: true,
      count: 2,
      until: running.dueAt,
    }));

  it('a credit record comes before all else: nothing else goes on', () =>
    expect(
      step({ suspension: { ground: 'credit', on: '2018-03-02' }, correction: { defects: [defect] } }),
    ).toMatchObject({
      key: 'repair',
      onTheForm: false,
    }));

  it('documents that were promised are handed in on the form', () =>
    expect(step({ deferred: [{ document: 'photos', until: '2018-03-20' }] })).toMatchObject({
      key: 'supply',
      count: 1,
      onTheForm: true,
    }));

  it('while a notice runs one may object, afterwards not', () => {
    expect(step({ notice })).toMatchObject({ key: 'object', until: notice.closesAt });
    expect(step({ notice: { ...notice, ended: true } })).toMatchObject({ key: 'wait' });
  });

  it('after a refusal a re-examination may be asked for while its window is open; then all is done', () => {
    const appeal = { status: 'open', against: 'refused', stage: 'notice' } as const;
    expect(step({ phase: 'closed', appeal })).toMatchObject({ key: 'appeal' });
    expect(step({ phase: 'closed', appeal: { ...appeal, status: 'expired' } })).toMatchObject({ key: 'done' });
  });
});
