import { holderOf, overdueLimits } from '@vermilion/domain';
import { ContractWalk } from '../support/contract-walk.js';

const ask = (days: number, opinion = '需现场核查') => ({ type: 'ask-extension' as const, days, opinion });

/** Thursday 1 March 2018: the ten working days of the district end on 15 March. */
function reviewing(): ContractWalk {
  return new ContractWalk().accepted();
}
const dueOf = (walk: ContractWalk) =>
  walk.due().find(({ rung, limit }) => rung === 'lapse' && limit === 'district-review#2');

describe('延期: the office asks for more days before the limit lapses, a leader grants them with a reason (行政许可法 §42 by analogy)', () => {
  it('granted: the date moves by exactly these working days, and the derivation says which they are', () => {
    const walk = reviewing();
    expect(dueOf(walk)?.dueAt).toBe('2018-03-16T00:00:00+08:00');
    walk.must(ask(3), walk.industry).must({ type: 'grant-extension', opinion: '同意' }, walk.chief);
    const due = dueOf(walk);
    expect(due?.dueAt).toBe('2018-03-21T00:00:00+08:00');
    expect(due?.derivation.extendedBy).toBe(3);
    expect(due?.derivation.days.filter(({ extension }) => extension).map(({ date }) => date)).toEqual([
      '2018-03-16',
      '2018-03-19',
      '2018-03-20',
    ]);
  });

  it('who has the case keeps it, asked, granted or denied', () => {
    const walk = reviewing();
    const holder = holderOf(walk.procedure, walk.state);
    walk.must(ask(2), walk.industry);
    expect(holderOf(walk.procedure, walk.state)).toEqual(holder);
    walk.must({ type: 'deny-extension', opinion: '理由不足' }, walk.chief);
    expect(holderOf(walk.procedure, walk.state)).toEqual(holder);
    expect(dueOf(walk)?.dueAt).toBe('2018-03-16T00:00:00+08:00');
  });

  it('at most as many days as the procedure allows, with a reason, by the office that has the case', () => {
    const walk = reviewing();
    expect(walk.give(ask(6), walk.industry)).toMatchObject({ code: 'extension-too-long', params: { most: 5 } });
    expect(walk.give(ask(2, ' '), walk.industry)?.code).toBe('opinion-missing');
    expect(walk.give(ask(2), walk.finance)?.code).toBe('not-permitted');
    walk.must(ask(5), walk.industry);
    expect(walk.give({ type: 'grant-extension', opinion: '' }, walk.chief)?.code).toBe('opinion-missing');
    expect(walk.give({ type: 'grant-extension', opinion: '同意' }, walk.industry)?.code).toBe('not-permitted');
  });

  it('once for each limit, whatever the answer was', () => {
    const walk = reviewing().must(ask(1), reviewing().industry);
    expect(walk.give(ask(1), walk.industry)?.code).toBe('extension-used-up');
    walk.must({ type: 'deny-extension', opinion: '理由不足' }, walk.chief);
    expect(walk.give(ask(1), walk.industry)?.code).toBe('extension-used-up');
    expect(walk.give({ type: 'grant-extension', opinion: '同意' }, walk.chief)?.code).toBe('no-extension-asked');
    expect(walk.steps(walk.industry)).not.toContain('ask-extension');
  });

  it('nobody answers the request: the limit lapses on its old day, and nothing can be granted any more', () => {
    const walk = reviewing().must(ask(3), reviewing().industry).moveTo('2018-03-16T00:00:00+08:00');
    expect(overdueLimits(walk.state).map(({ id }) => id)).toEqual(['district-review#2']);
    expect(walk.give({ type: 'grant-extension', opinion: '同意' }, walk.chief)?.code).toBe('no-extension-asked');
    expect(walk.steps(walk.chief)).not.toContain('grant-extension');
  });

  it('nobody asked in time: an overdue limit is not extended', () => {
    const walk = reviewing().moveTo('2018-03-16T00:00:00+08:00');
    expect(walk.give(ask(3), walk.industry)?.code).toBe('not-now');
  });

  it('while the firm corrects, the limit stands still and there is nothing to extend', () => {
    const walk = reviewing();
    const defects = [{ target: 'document:commitment', what: '缺公章', why: '通知第三条', how: '加盖公章' }];
    walk.must({ type: 'return', defects }, walk.industry);
    expect(walk.give(ask(3), walk.industry)?.code).toBe('not-now');
  });
});
