import { nearMiss, type CaseState, type NearMissEvidence } from '@vermilion/domain';
import { ContractWalk } from '../support/contract-walk.js';
import { sampleMarks } from '../support/walk.js';

const evidence = (walk: ContractWalk, rest: Partial<NearMissEvidence> = {}): NearMissEvidence => ({
  form: walk.draft.form,
  refusal: null,
  quota: null,
  recommended: null,
  titleUntil: null,
  ...rest,
});

describe('差一点报告 near-miss letter', () => {
  it('a case under way, and an awarded one, have none', () => {
    const walk = new ContractWalk('ENT01').accepted();
    expect(nearMiss(walk.procedure, walk.state, evidence(walk))).toBeNull();
    const awarded: CaseState = { ...walk.state, phase: 'closed', outcome: 'awarded' };
    expect(nearMiss(walk.procedure, awarded, evidence(walk))).toBeNull();
  });

  it('a draft that passes every gate misses nothing; one that does not is told how many machines', () => {
    const walk = new ContractWalk('ENT01');
    walk.must({ type: 'open', procedure: walk.procedure.id, version: walk.procedure.version }, walk.approver);
    expect(nearMiss(walk.procedure, walk.state, evidence(walk))).toBeNull();
    const equipment = (walk.draft.form['equipment'] as readonly Record<string, unknown>[]).map((row) => ({
      ...row,
      numericallyControlled: false,
      networkedQty: 0,
    }));
    const poorer = { ...walk.draft.form, equipment: equipment as never };
    const letter = nearMiss(walk.procedure, walk.state, { ...evidence(walk), form: poorer });
    expect(letter?.misses.map(({ of }) => of)).toContain('gate');
    expect(letter?.change?.controlled).toBeGreaterThan(0);
  });

  it('below the pass mark: the points missing (ENT10: 60 − 56.83 = 3.17), never the marks of the seats', () => {
    const walk = new ContractWalk('ENT10').convened().marked(sampleMarks('ENT10'));
    expect(walk.state.outcome).toBe('refused');
    const refusal = { stage: 'expert-panel', ground: 'below-pass-mark' };
    const letter = nearMiss(walk.procedure, walk.state, evidence(walk, { refusal }));
    expect(letter?.misses).toEqual([{ of: 'mark', passMark: 60, missing: 3.17, band: '1-to-5' }]);
    const told = JSON.stringify(letter);
    for (const { total } of walk.state.judgement?.marks ?? []) expect(told).not.toContain(String(total));
    expect(told).not.toContain(String(walk.state.judgement?.trimmedMean));
  });

  it.each([
    [59.999, 0.01, 'below-1'],
    [59.5, 0.5, 'below-1'],
    [59, 1, '1-to-5'],
    [55, 5, '5-to-10'],
    [50, 10, '5-to-10'],
    [49.9, 10.1, 'above-10'],
  ])('a mean of %d against 60 misses %d points, in the band %s', (trimmedMean, missing, band) => {
    const walk = new ContractWalk('ENT10').accepted();
    const judgement = { marks: [], trimmedMean, plainMean: 0, spread: 0, passed: false };
    const state: CaseState = { ...walk.state, phase: 'closed', outcome: 'refused', judgement };
    const misses = [{ of: 'mark', passMark: 60, missing, band }];
    expect(nearMiss(walk.procedure, state, evidence(walk))?.misses).toEqual(misses);
  });

  it('on the nursery list: score and place (须写明分数与名次, ENT11), and how many places were missing to the cut', () => {
    const walk = new ContractWalk('ENT11').accepted();
    const place = { round: 'r', rank: 6, of: 9, result: 'nursery-list' as const };
    const judgement = { marks: [], trimmedMean: 76, plainMean: 75.8, spread: 4, passed: true };
    const state: CaseState = { ...walk.state, phase: 'closed', outcome: 'nursery-list', place, judgement };
    expect(nearMiss(walk.procedure, state, evidence(walk, { quota: 5 }))?.misses).toEqual([
      { of: 'place', score: 76, rank: 6, candidates: 9, quota: 5, missing: 1 },
    ]);
  });

  it('refused on a ground: the ground', () => {
    const walk = new ContractWalk('ENT01').accepted();
    walk.must({ type: 'refuse', ground: 'conditions-not-met', opinion: '设备未投产' }, walk.industry);
    const refusal = { stage: 'district-review', ground: 'conditions-not-met' };
    expect(nearMiss(walk.procedure, walk.state, evidence(walk, { refusal }))?.misses).toEqual([
      { of: 'ground', ...refusal, until: null },
    ]);
  });

  const check: NonNullable<CaseState['check']> = {
    moment: 'recommendation',
    credit: { grade: 'severe', record: 'CR-1', source: '信用中国（虚构）', until: '2021-01-31' },
    title: 'SW-2016-001',
    barredUntil: '2020-05-18',
    on: '2018-05-19',
  };
  it.each([
    ['severe-credit-record', '2021-01-31'],
    ['credit-blocked', '2021-01-31'],
    ['barred', '2020-05-18'],
    ['title-already-held', '2019-04-16'],
    ['outside-scope', null],
  ])('refused as %s: the last day of it, where the registers know one: %s', (ground, until) => {
    const walk = new ContractWalk('ENT01').accepted();
    const state: CaseState = { ...walk.state, phase: 'closed', outcome: 'refused', check };
    const refusal = { stage: 'district-review', ground };
    const letter = nearMiss(walk.procedure, state, evidence(walk, { refusal, titleUntil: '2019-04-16' }));
    expect(letter?.misses).toEqual([{ of: 'ground', ...refusal, until }]);
  });

  it('not recommended though every gate is passed: how many the district put on its list, and how many it may', () => {
    const walk = new ContractWalk('ENT01').accepted();
    const state: CaseState = { ...walk.state, phase: 'closed', outcome: 'not-recommended' };
    const recommended = { listed: 2, cap: 2 };
    expect(nearMiss(walk.procedure, state, evidence(walk, { recommended }))?.misses).toEqual([
      { of: 'recommendation', ...recommended },
    ]);
  });
});
