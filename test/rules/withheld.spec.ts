import { followingOf, SYSTEM, type CaseState, type RegisterResult } from '@vermilion/domain';
import { CLEAN } from '../support/memory-rounds.js';
import type { RoundLife } from '../support/round-life.js';
import { caseOf, firm, forwardCase, opened, record, sign } from '../support/round-people.js';
import { districtReviewer, leader } from '../support/small-people.js';
import { ROUND_ID, smallRoundProcedure as procedure } from '../support/small-round.js';

const [BEST, SECOND, THIRD] = [1, 2, 3].map(caseOf) as [string, string, string];
const ALL = [BEST, SECOND, THIRD];
const [general, severe] = [record('general'), record('severe')];
const titled: RegisterResult = { ...CLEAN, title: 'SW-2017-003' };
const barred: RegisterResult = { ...CLEAN, barredUntil: '2020-03-01' };

/** Three cases, best first, all within the quota; the leader has taken their list, nothing is published yet. */
function proposed(): RoundLife {
  const life = opened([1, 2, 3], { quota: 3 });
  const all = (done: () => boolean) => {
    for (let moves = 0; moves < 200 && !done(); moves += 1) {
      const moved = ALL.map((caseId) => forwardCase(life, caseId)).includes(true);
      if (!moved && life.owed().length === 0) life.pass();
      life.work();
    }
    expect(done()).toBe(true);
  };
  all(() => ALL.every((caseId) => life.stateOf(caseId).stage === 'recommendation'));
  expect(life.giveRound({ type: 'recommend', cases: ALL }, districtReviewer)).toBeNull();
  life.work();
  all(() => life.round.phase === 'ranked');
  expect(life.giveRound({ type: 'propose', opinion: '同意' }, leader)).toBeNull();
  expect(life.round.list).toEqual(ALL);
  return life;
}

/** The same, after its notice: the leader may sign. */
function cleared(): RoundLife {
  const life = proposed();
  life.work();
  while (life.round.phase !== 'cleared') life.pass();
  life.work();
  return life;
}

/** What a case shows of what the registers did to it. */
const shown = ({ stage, phase, outcome, round, suspension, check, place }: CaseState) => ({
  stage,
  phase,
  outcome,
  round,
  suspended: suspension !== null,
  checked: check && [check.moment, check.credit.grade],
  place: place && place.rank,
});
const listed = (life: RoundLife) => life.round.documents.map(({ cases, supplementary }) => ({ cases, supplementary }));
const numbers = (life: RoundLife) => life.round.documents.map(({ number }) => number);

describe('公示前核查 the registers are asked before the notice (docs/sources.md: asked at submission, acceptance, recommendation, notice and award)', () => {
  it('a clear list is published whole, and each entry keeps what the registers said', () => {
    const life = proposed();
    life.work();
    expect(life.round).toMatchObject({ phase: 'published', list: ALL, withheld: [] });
    for (const caseId of ALL)
      expect(shown(life.stateOf(caseId))).toMatchObject({ stage: 'notice', checked: ['notice', 'none'] });
  });

  it.each([
    ['a severe record', severe, 'credit-veto', 'severe-credit-record'],
    ['a title that the same workshop has got meanwhile', titled, 'title-already-held', 'title-already-held'],
    ['a bar', barred, 'barred', 'barred'],
  ] as const)('%s: not on the list, and the case is refused with that ground', (_what, check, reason, ground) => {
    const life = proposed();
    life.checks.set(SECOND, check);
    const trail = watched(life, SECOND);
    life.work();
    expect(life.round).toMatchObject({ list: [BEST, THIRD], withheld: [{ caseId: SECOND, reason }] });
    expect(trail()).toEqual([
      ['application.checked', expect.objectContaining({ moment: 'notice', ...check })],
      ['application.refused', { stage: 'proposal', ground }],
      ['application.closed', { outcome: 'refused' }],
    ]);
    expect(life.stateOf(BEST)).toMatchObject({ stage: 'notice', round: ROUND_ID });
  });

  it('a general record: not on the list, and the case waits for the repair outside the round, its place lost', () => {
    const life = proposed();
    life.checks.set(SECOND, general);
    life.work();
    expect(life.round).toMatchObject({
      list: [BEST, THIRD],
      withheld: [{ caseId: SECOND, reason: 'credit-blocked' }],
    });
    const lost = { suspended: true, round: null, place: null, stage: 'proposal', phase: 'running' };
    expect(shown(life.stateOf(SECOND))).toMatchObject({ ...lost, checked: ['notice', 'general'] });
    expect(followingOf(procedure, life.stateOf(SECOND), SECOND, life.round)).toBeNull();
    life.checks.set(SECOND, CLEAN);
    expect(life.give(SECOND, { type: 'resume' }, firm(2))).toBeNull();
    expect(shown(life.stateOf(SECOND))).toMatchObject({ suspended: false, round: null, stage: 'recommendation' });
  });

  it('a general record that a leader has waived: the case stays on the list', () => {
    const life = proposed();
    life.checks.set(SECOND, general);
    expect(life.give(SECOND, { type: 'waive-credit', opinion: '已约谈并整改' }, leader)).toBeNull();
    life.work();
    expect(life.round).toMatchObject({ list: ALL, withheld: [] });
    expect(shown(life.stateOf(SECOND))).toMatchObject({ stage: 'notice', checked: ['notice', 'general'] });
  });
});

describe('发文前核查 the registers are asked again before the document', () => {
  it('a veto: not in the document, and the case is refused with that ground', () => {
    const life = cleared();
    life.checks.set(SECOND, severe);
    const trail = watched(life, SECOND);
    expect(sign(life)).toBeNull();
    life.work();
    expect(listed(life)).toEqual([{ cases: [BEST, THIRD], supplementary: false }]);
    expect(trail().slice(1)).toEqual([
      ['application.refused', { stage: 'award', ground: 'severe-credit-record' }],
      ['application.closed', { outcome: 'refused' }],
    ]);
    expect(life.stateOf(BEST).award?.documentNumber).toBe(numbers(life)[0]);
  });

  it('a general record: not in the document, but the case waits in its place, and once repaired gets a supplementary one', () => {
    const life = cleared();
    life.checks.set(SECOND, general);
    expect(sign(life)).toBeNull();
    life.work();
    expect(listed(life)).toEqual([{ cases: [BEST, THIRD], supplementary: false }]);
    const kept = { suspended: true, round: ROUND_ID, place: 2, stage: 'award', checked: ['award', 'general'] };
    expect(shown(life.stateOf(SECOND))).toMatchObject(kept);
    expect([sign(life)?.code, life.round.phase]).toEqual(['not-now', 'issued']);

    life.checks.set(SECOND, CLEAN);
    expect(life.give(SECOND, { type: 'resume' }, SYSTEM)).toBeNull();
    life.work();
    expect(sign(life)).toBeNull();
    life.work();
    expect(listed(life).at(-1)).toEqual({ cases: [SECOND], supplementary: true });
    const [first, next] = numbers(life).map((number) => Number(/(\d+)号/.exec(number)?.[1]));
    expect(next).toBeGreaterThan(first ?? Infinity);
    expect(life.stateOf(SECOND)).toMatchObject({ outcome: 'awarded', award: { documentNumber: numbers(life)[1] } });
    expect(life.round.phase).toBe('completed');
  });

  it('a general record that a leader has waived: the case is in the document', () => {
    const life = cleared();
    life.checks.set(SECOND, general);
    expect(life.give(SECOND, { type: 'waive-credit', opinion: '已约谈并整改' }, leader)).toBeNull();
    expect(sign(life)).toBeNull();
    expect(listed(life)).toEqual([{ cases: ALL, supplementary: false }]);
  });

  it('everything is held back: there is no document, only the record of it, and whatever was repaired gets the first one', () => {
    const life = cleared();
    for (const caseId of ALL) life.checks.set(caseId, caseId === THIRD ? severe : general);
    expect(sign(life)).toBeNull();
    life.work();
    expect(life.round).toMatchObject({ phase: 'cleared', documents: [] });
    expect(life.round.withheld.map(({ reason }) => reason)).toEqual([
      'credit-blocked',
      'credit-blocked',
      'credit-veto',
    ]);
    expect(ALL.map((caseId) => shown(life.stateOf(caseId)))).toMatchObject([
      { suspended: true, round: ROUND_ID },
      { suspended: true, round: ROUND_ID },
      { outcome: 'refused' },
    ]);
    life.checks.set(BEST, CLEAN);
    expect(life.give(BEST, { type: 'resume' }, SYSTEM)).toBeNull();
    expect(sign(life)).toBeNull();
    life.work();
    expect(listed(life)).toEqual([{ cases: [BEST], supplementary: false }]);
  });

  it('held back twice: each time the case is suspended once, and follows the signature in the end', () => {
    const life = cleared();
    for (const times of [1, 2]) {
      life.checks.set(SECOND, general);
      sign(life);
      life.work();
      expect(life.stateOf(SECOND)).toMatchObject({ suspension: { ground: 'credit' }, timesHeld: times });
      life.checks.set(SECOND, CLEAN);
      expect(life.give(SECOND, { type: 'resume' }, SYSTEM)).toBeNull();
      life.work();
      expect(life.stateOf(SECOND).suspension).toBeNull();
    }
    sign(life);
    life.work();
    expect(life.stateOf(SECOND).outcome).toBe('awarded');
  });
});

/** What happens to a case from now on. */
function watched(life: RoundLife, caseId: string) {
  const before = life.eventsOf(caseId).length;
  return () =>
    life
      .eventsOf(caseId)
      .slice(before)
      .filter(({ type }) => type !== 'appeal.opened')
      .map(({ type, data }) => [type, data]);
}
