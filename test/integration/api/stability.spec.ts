import { jest } from '@jest/globals';
import type { RoundView } from '@vermilion/contracts';
import { loadProcedures } from '@vermilion/catalogue';
import type { Marks, PanelStage, Person } from '@vermilion/domain';
import type { ApiCase } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(120_000);

const { rubric } = loadProcedures()
  .get('smart-workshop@2')
  ?.stages.find(({ kind }) => kind === 'panel') as PanelStage;

/** Marks on the rubric that come to a total. */
function itemsOf(total: number): Marks['items'] {
  let left = total;
  const given = rubric.items.map(({ id, weight }): [string, number] => {
    const mark = Math.min(weight, left);
    left -= mark;
    return [id, mark];
  });
  return Object.fromEntries(given);
}

/** What one expert gives to all: ENT01 too little, ENT02 too much (no further apart than needs no minute); the others agree on the order of both. */
const EXTREME = { ENT01: 65, ENT02: 99 };
const HONEST = { ENT01: [80, 81, 84, 85], ENT02: [79, 81, 83, 85] };

let api: TestApi;
let round: ApiRound;
let first: ApiCase;
let second: ApiCase;
let panels: { [enterprise in 'ENT01' | 'ENT02']: Person[] };
let extreme: Person;

beforeAll(async () => {
  api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@1,smart-workshop@2' });
  round = new ApiRound(api);
  await round.call();
  await round.comesTo(API_TERMS.opens);
  first = await round.reviewed('ENT01');
  second = await round.reviewed('ENT02');
  for (const { id, enterprise } of [first, second])
    await round.must(districtOf(enterprise), 'recommend', { cases: [id] });
  await round.work();
  for (const application of [first, second])
    await round.decide(application, 'miit-officer', 'pass', { opinion: '材料齐全' });
  await round.comesTo(API_TERMS.cutOff);
  const ent01 = await round.convene(first.id);
  const ent02 = await round.convene(second.id, ent01);
  panels = { ENT01: ent01, ENT02: ent02 };
  extreme = ent01.find((expert) => sits(ent02, expert)) as Person;
  await round.mark(first.id, given('ENT01'));
  await round.mark(second.id, given('ENT02'));
  await round.work();
}, 120_000);
afterAll(() => api.stop());

const sits = (panel: readonly Person[], { person }: Person) => panel.some((one) => one.person === person);

/** Who sits on both panels gives marks of the same place in the order of both, so that only the extreme expert moves the list. */
function given(enterprise: 'ENT01' | 'ENT02'): { expert: Person; items: Marks['items'] }[] {
  const both = panels.ENT01.filter((expert) => sits(panels.ENT02, expert));
  const rest = panels[enterprise].filter((expert) => !sits(both, expert));
  const honest = [...both, ...rest].filter(({ person }) => person !== extreme.person);
  return [
    { expert: extreme, items: itemsOf(EXTREME[enterprise]) },
    ...honest.map((expert, index) => ({ expert, items: itemsOf(HONEST[enterprise][index] ?? 0) })),
  ];
}

const seatIn = (enterprise: 'ENT01' | 'ENT02') =>
  panels[enterprise].findIndex(({ person }) => person === extreme.person) + 1;
const stabilityFor = async (as: string): Promise<RoundView['stability']> => (await round.view(as)).stability;

describe('稳定性 the leader sees what of the list hangs on one expert (research on features: stability of a cut line)', () => {
  it('an expert who was far off in two cases is left out of both, and the two change places at the cut', async () => {
    const view = await round.view('miit-leader');
    expect(view.ranking?.map(({ caseId, mark, result }) => [caseId, mark, result])).toEqual([
      [second.id, 83, 'within-quota'],
      [first.id, 81.67, 'nursery-list'],
    ]);
    const experts = new Set([...panels.ENT01, ...panels.ENT02].map(({ person }) => person)).size;
    const seats = [
      { caseId: first.id, seat: seatIn('ENT01') },
      { caseId: second.id, seat: seatIn('ENT02') },
    ];
    expect(view.stability).toEqual({
      tried: experts,
      unchanged: experts - 1,
      // Numbered by the first seat: the panel of the first case comes first.
      changes: [{ expert: seatIn('ENT01'), seats, into: [first.id], out: [second.id] }],
      tooFew: [],
    });
  });

  it('nobody is named, neither by id nor by token', async () => {
    const told = JSON.stringify(await stabilityFor('miit-leader'));
    expect(told).not.toMatch(/EXP\d|[0-9a-f]{32}/i);
  });

  it('who does not make the list does not see it', async () => {
    for (const as of ['ops1', 'audit1', 'finance-officer', first.approver, extreme.person, districtOf('ENT01')])
      expect([as, await stabilityFor(as)]).toEqual([as, null]);
  });
});
