import {
  decideRound,
  NO_CASE,
  NO_ROUND,
  type CaseState,
  type Refusal,
  type RegisterResult,
  type RoundCase,
} from '@vermilion/domain';
import { CLEAN } from '../support/memory-rounds.js';
import type { RoundLife } from '../support/round-life.js';
import { caseOf, firm, forwardCase, opened, record } from '../support/round-people.js';
import { districtReviewer, officer } from '../support/small-people.js';
import { ROUND_ID, smallRoundProcedure as procedure, TERMS } from '../support/small-round.js';

const DISTRICT = '410122';
const CAP = 3;
const NOW = '2018-03-20T09:00:00+08:00';

/** A case of the district that waits for its recommendation, unless something about it is different. */
function waiting(caseId: string, change: Partial<CaseState> = {}, check: RegisterResult = CLEAN): RoundCase {
  const state: CaseState = {
    ...NO_CASE,
    ...{ phase: 'running', stage: 'recommendation', district: DISTRICT, round: ROUND_ID },
    ...change,
  };
  return { caseId, state, procedure, receivedAt: NOW, check };
}
/** A case that the district has forwarded: the bureau has it. */
const forwarded = (caseId: string, change: Partial<CaseState> = {}) =>
  waiting(caseId, { stage: 'formal-check', rankInDistrict: 1, ...change });

/** The district gives a list. @returns what was recorded of it, or its faults, each as place, code and what it says. */
function recommend(...given: Parameters<typeof judge>): readonly object[] {
  const decision = judge(...given);
  return decision.ok ? decision.events.map(({ data }) => data) : faultsIn(decision.refusal);
}
const faultsIn = ({ problems }: Refusal) => problems.map(({ at, code, params }) => [at, code, params] as const);

function judge(cases: readonly string[], known: readonly RoundCase[], before: readonly string[] = []) {
  const terms = { ...TERMS, districtCap: CAP };
  const round = { ...NO_ROUND, id: ROUND_ID, phase: 'closed', terms, recommendations: { [DISTRICT]: before } } as const;
  const facts = {
    calendar: { version: 1, publishedYears: [2018], days: {} },
    cases: known,
    number: null,
    office: null,
  };
  return decideRound(procedure, round, { type: 'recommend', cases }, facts, districtReviewer, NOW);
}
const taken = (cases: readonly string[]) => [{ district: DISTRICT, cases }];
const waitingAll = (...ids: readonly string[]) => ids.map((id) => waiting(id));

describe('县区推荐 a district’s ranked list (rules of the round: `districtCap`, ranked)', () => {
  it.each([
    ['fewer than the cap', ['a', 'b']],
    ['as many as the cap', ['c', 'b', 'a']],
    ['none', []],
  ])('%s: it is taken in the order given', (_what, cases) =>
    expect(recommend(cases, waitingAll('a', 'b', 'c', 'd'))).toEqual(taken(cases)),
  );

  it('one more than the cap: too many, with both figures', () =>
    expect(recommend(['a', 'b', 'c', 'd'], waitingAll('a', 'b', 'c', 'd'))).toEqual([
      ['cases', 'above-cap', { cap: CAP, given: 4, used: 0 }],
    ]));

  it('a case that stands twice is named where it stands the second time, and uses one place', () =>
    expect(recommend(['a', 'b', 'a', 'c'], waitingAll('a', 'b', 'c'))).toEqual([['cases[2]', 'twice', { case: 'a' }]]));

  it('a case of another district, or none at all, is unknown; which of both, nobody is told', () => {
    const unknown = (at: number, id: string) => [`cases[${at}]`, 'unknown-case', { case: id }];
    expect(recommend(['x', 'y'], [waiting('x', { district: '410102' })])).toEqual([unknown(0, 'x'), unknown(1, 'y')]);
  });

  it.each<[string, Partial<CaseState>]>([
    ['still in the review of the district', { stage: 'district-review' }],
    ['closed', { phase: 'closed', stage: null, outcome: 'refused' }],
    ['in another round', { round: 'small-round-2017' }],
  ])('a case that is %s is not ready', (_what, change) =>
    expect(recommend(['a'], [waiting('a', change)])).toEqual([['cases[0]', 'not-ready', { case: 'a' }]]),
  );

  it('a case that belongs to no round, since it left an earlier one, is ready', () =>
    expect(recommend(['a'], [waiting('a', { round: null, left: 'small-round-2017' })])).toEqual(taken(['a'])));

  it('a case whose promised documents are not there must wait for them', () => {
    const promised = waiting('a', { deferred: [{ document: 'audit-report', until: '2018-03-30' }] });
    expect(recommend(['a'], [promised])).toEqual([['cases[0]', 'documents-outstanding', { case: 'a' }]]);
  });

  it.each<[string, RegisterResult, string]>([
    ['a severe record', record('severe'), 'credit-veto'],
    ['a general record', record('general'), 'credit-blocked'],
    ['a title', { ...CLEAN, title: 'SW-2017-003' }, 'title-already-held'],
    ['a bar', { ...CLEAN, barredUntil: '2020-02-29' }, 'barred'],
  ])('%s stands in the way, and the fault says what is known of it', (_what, check, code) => {
    const { credit, title, barredUntil } = check;
    const known = {
      source: credit.source,
      until: credit.until ?? '',
      title: title ?? '',
      barredUntil: barredUntil ?? '',
    };
    expect(recommend(['a'], [waiting('a', {}, check)])).toEqual([['cases[0]', code, known]]);
  });

  it('a general record that a leader has waived does not', () =>
    expect(recommend(['a'], [waiting('a', { waived: 'general-1' }, record('general'))])).toEqual(taken(['a'])));

  it('every fault is told at once', () => {
    const known = [
      ...waitingAll('a'),
      waiting('b', { stage: 'district-review' }),
      waiting('c', { deferred: [{ document: 'audit-report', until: '2018-03-30' }] }),
      waiting('d', {}, record('severe')),
      forwarded('f'),
    ];
    const decision = judge(['a', 'a', 'b', 'c', 'd', 'e'], known, ['f']);
    if (decision.ok) throw new Error('such a list is not taken');
    expect(decision.refusal).toMatchObject({ code: 'recommendation-faulty', clause: 'districtCap' });
    expect(faultsIn(decision.refusal).map(([at, code]) => [at, code])).toEqual([
      ['cases', 'above-cap'],
      ['cases', 'already-forwarded'],
      ['cases[1]', 'twice'],
      ['cases[2]', 'not-ready'],
      ['cases[3]', 'documents-outstanding'],
      ['cases[4]', 'credit-veto'],
      ['cases[5]', 'unknown-case'],
    ]);
  });
});

describe('重新推荐 a list given anew', () => {
  it('what has gone on stays on the list, in whatever place', () => {
    const known = [forwarded('a'), ...waitingAll('b')];
    expect(recommend(['b', 'a'], known, ['a'])).toEqual(taken(['b', 'a']));
    expect(recommend(['b'], known, ['a'])).toEqual([['cases', 'already-forwarded', { case: 'a' }]]);
  });

  it('what was listed and has not gone on yet may be exchanged', () =>
    expect(recommend(['c', 'd'], waitingAll('a', 'b', 'c', 'd'), ['a', 'b'])).toEqual(taken(['c', 'd'])));

  it.each<[string, Partial<CaseState>]>([
    ['the bureau has refused', { phase: 'closed', stage: null, outcome: 'refused' }],
    ['its firm has withdrawn', { phase: 'closed', stage: null, outcome: 'withdrawn' }],
  ])('a forwarded case that %s is dropped from the list, and its place stays used', (_what, ended) => {
    const known = [forwarded('a', ended), ...waitingAll('b', 'c', 'd')];
    expect(recommend(['a', 'b'], known, ['a'])).toEqual([['cases[0]', 'not-ready', { case: 'a' }]]);
    expect(recommend(['b', 'c'], known, ['a'])).toEqual(taken(['b', 'c']));
    expect(recommend(['b', 'c', 'd'], known, ['a'])).toEqual([['cases', 'above-cap', { cap: CAP, given: 4, used: 1 }]]);
  });

  it('the places of other districts, and of other rounds, are theirs', () => {
    const known = [
      forwarded('x', { district: '410102' }),
      forwarded('y', { round: 'small-round-2017' }),
      ...waitingAll('b', 'c', 'd'),
    ];
    expect(recommend(['b', 'c', 'd'], known)).toEqual(taken(['b', 'c', 'd']));
  });

  it('a case that the bureau hears again after an appeal is still its own: it stays on the list', () => {
    // Refused at the formal check it was dropped; the appeal was upheld before the candidates were frozen.
    const known = [forwarded('a'), ...waitingAll('b')];
    expect(recommend(['b'], known, [])).toEqual([['cases', 'already-forwarded', { case: 'a' }]]);
    expect(recommend(['b', 'a'], known, [])).toEqual(taken(['b', 'a']));
  });
});

describe('推荐名额 the cap over the life of a round', () => {
  const [A, B, C] = [1, 2, 3].map(caseOf) as [string, string, string];

  /** One place; the first case has been forwarded, all others wait for a place. */
  function oneForwarded(): RoundLife {
    const life = opened([1, 2, 3], { districtCap: 1 });
    const ids = [A, B, C];
    while (ids.some((id) => life.stateOf(id).stage !== 'recommendation')) ids.map((id) => forwardCase(life, id));
    expect(list(life, A)).toBeNull();
    life.work();
    expect(life.stateOf(A)).toMatchObject({ stage: 'formal-check', rankInDistrict: 1 });
    return life;
  }
  const list = (life: RoundLife, ...cases: readonly string[]) =>
    life.giveRound({ type: 'recommend', cases }, districtReviewer)?.problems.map(({ code }) => code) ?? null;

  it('a refusal at the formal check frees no place: the district had its choice', () => {
    const life = oneForwarded();
    life.give(A, { type: 'refuse', ground: 'below-threshold', opinion: '不符合条件' }, officer);
    expect(life.stateOf(A).outcome).toBe('refused');
    expect(list(life, B)).toEqual(['above-cap']);
    expect(list(life)).toBeNull();
    expect(list(life, B)).toEqual(['above-cap']);
  });

  it('nor does the withdrawal of what was forwarded; of what was only listed it does', () => {
    const life = oneForwarded();
    expect(life.give(A, { type: 'withdraw' }, firm(1))).toBeNull();
    expect(list(life, B)).toEqual(['above-cap']);
    const other = opened([1, 2], { districtCap: 1 });
    while ([A, B].some((id) => other.stateOf(id).stage !== 'recommendation'))
      [A, B].map((id) => forwardCase(other, id));
    expect(list(other, A)).toBeNull();
    expect(other.give(A, { type: 'withdraw' }, firm(1))).toBeNull();
    expect(list(other, B)).toBeNull();
  });

  it('what the bureau sends back to the district gives its place back', () => {
    const life = oneForwarded();
    expect(life.give(A, { type: 'send-back', opinion: '推荐材料不全' }, officer)).toBeNull();
    expect(list(life, B)).toBeNull();
    life.work();
    expect(life.stateOf(B)).toMatchObject({ stage: 'formal-check', rankInDistrict: 1 });
    expect(list(life, A, B)).toEqual(['above-cap']);
  });
});
