import fc from 'fast-check';
import type { Defect } from '@vermilion/domain';
import { ContractWalk } from '../support/contract-walk.js';

const defect = (target: string, why = '《申报通知》第三条'): Defect => ({
  target,
  what: '与要求不符',
  why,
  how: '更正后重新提交',
});

/** Returned for the audit report at the district review, and corrected in the audit report and the workshop's name. */
function corrected(): ContractWalk {
  const walk = new ContractWalk().accepted();
  walk.now = '2018-03-06T10:00:00+08:00';
  walk.must({ type: 'return', defects: [defect('document:audit-report')] }, walk.industry);
  walk.renewed('audit-report', 'second');
  const workshop = { ...walk.draft.form['workshop'], name: '更名后的车间' } as never;
  walk.draft = { ...walk.draft, form: { ...walk.draft.form, workshop } };
  return walk.must({ type: 'correct', draftVersion: walk.draft.version }, walk.approver);
}

const returnOf = (...targets: string[]) => ({
  type: 'return' as const,
  defects: targets.map((target) => defect(target)),
});

describe('一次性告知 the correction contract (domain.md §1.7: one list; later rounds may only concern the corrected items)', () => {
  it('each defect says which rule it offends, where a leader could permit more', () => {
    const walk = new ContractWalk().accepted();
    const refusal = walk.give({ type: 'return', defects: [defect('document:audit-report', ' ')] }, walk.industry);
    expect(refusal?.problems).toEqual([{ at: 'defects[0].why', code: 'missing', params: {} }]);
  });

  it('a first return may concern anything', () => {
    const walk = new ContractWalk().accepted();
    expect(walk.would(returnOf('document:commitment', 'equipment[0].qty', 'workshop.name'), walk.industry)).toBe(true);
  });

  it('a second return may concern what was listed before', () => {
    expect(corrected().would(returnOf('document:audit-report'), corrected().industry)).toBe(true);
  });

  it('a second return may concern what the firm has changed of its own accord', () => {
    const walk = corrected();
    expect(walk.state.changed).toContain('workshop.name');
    expect(walk.would(returnOf('workshop.name'), walk.industry)).toBe(true);
  });

  it('a second return may not concern what it could have named at first; every such defect is pointed out', () => {
    const walk = corrected();
    const refusal = walk.give(
      returnOf('document:commitment', 'document:audit-report', 'equipment[0].qty'),
      walk.industry,
    );
    expect(refusal?.code).toBe('return-too-wide');
    expect(refusal?.problems.map(({ at, code }) => `${at} ${code}`)).toEqual([
      'defects[0].target outside-first-return',
      'defects[2].target outside-first-return',
    ]);
  });

  it('a whole table was listed: its cells may be returned again; one cell was listed: the table may not', () => {
    const whole = new ContractWalk().accepted();
    whole.must(returnOf('equipment'), whole.industry);
    expect(whole.state.returned).toEqual(['equipment']);
    const rows = whole.draft.form['equipment'] as readonly Record<string, unknown>[];
    const [first, ...rest] = rows;
    whole.draft = {
      ...whole.draft,
      version: 2,
      form: { ...whole.draft.form, equipment: [{ ...first, name: '另一台' }, ...rest] as never },
    };
    whole.must({ type: 'correct', draftVersion: 2 }, whole.approver);
    expect(whole.would(returnOf('equipment[1].name'), whole.industry)).toBe(true);
    expect(corrected().give(returnOf('workshop'), corrected().industry)?.code).toBe('defect-unknown-target');
  });

  it('a leader permits one wider return, with a reason; it is counted, and holds for one return', () => {
    const walk = corrected();
    expect(walk.give({ type: 'permit-return', opinion: ' ' }, walk.chief)?.code).toBe('opinion-missing');
    expect(walk.give({ type: 'permit-return', opinion: '确有必要' }, walk.industry)?.code).toBe('not-permitted');
    walk.must({ type: 'permit-return', opinion: '新发现发票系伪造' }, walk.chief);
    expect(walk.give({ type: 'permit-return', opinion: '再次' }, walk.chief)?.code).toBe('already-permitted');
    walk.must(returnOf('document:commitment'), walk.industry);
    expect(walk.state).toMatchObject({ correctionsUsed: 2, returnPermitted: false, returned: ['document:commitment'] });
    walk.renewed('commitment', 'second').must({ type: 'correct', draftVersion: walk.draft.version }, walk.approver);
    expect(walk.give(returnOf('document:commitment'), walk.industry)?.code).toBe('correction-used-up');
    expect(walk.steps(walk.industry)).not.toContain('return');
  });

  it('when the rounds are used up, a permit allows one more', () => {
    const walk = corrected();
    walk.must(returnOf('document:audit-report'), walk.industry);
    walk.renewed('audit-report', 'third').must({ type: 'correct', draftVersion: walk.draft.version }, walk.approver);
    expect(walk.steps(walk.industry)).not.toContain('return');
    walk.must({ type: 'permit-return', opinion: '第三次仍有误' }, walk.chief);
    expect(walk.steps(walk.industry)).toContain('return');
    walk.must(returnOf('document:audit-report'), walk.industry);
    expect(walk.state.correctionsUsed).toBe(3);
  });

  it('before the first return there is nothing to permit', () => {
    const walk = new ContractWalk().accepted();
    expect(walk.give({ type: 'permit-return', opinion: '备用' }, walk.chief)?.code).toBe('not-now');
  });

  it('nobody answers a second return: the application has lapsed', () => {
    const walk = corrected();
    walk.must(returnOf('document:audit-report'), walk.industry).moveTo('2018-04-30T00:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'lapsed' });
  });

  it('for every pair of returns: the second is accepted exactly when each target lies within what was listed or changed', () => {
    const targets = [
      'document:audit-report',
      'document:commitment',
      'workshop.name',
      'equipment[0].qty',
      'equipment[1].name',
    ];
    const some = fc.uniqueArray(fc.constantFrom(...targets), { minLength: 1 });
    const before = corrected();
    const allowed = new Set([...before.state.returned, ...(before.state.changed ?? [])]);
    fc.assert(
      fc.property(some, (wanted) => {
        expect(before.would(returnOf(...wanted), before.industry)).toBe(wanted.every((target) => allowed.has(target)));
      }),
      { numRuns: 60 },
    );
  });
});
