import { obstacleOf, roundStepsOpenTo, SYSTEM, tasksOf } from '@vermilion/domain';
import type { Actor, Command } from '@vermilion/domain';
import fc from 'fast-check';
import { accepting } from '../support/accepting.js';
import { CLEAN } from '../support/memory-rounds.js';
import type { RoundLife } from '../support/round-life.js';
import { caseOf, firm, forwardCase, opened, record, sign } from '../support/round-people.js';
import { districtReviewer, financeReviewer, leader, marksOf, officer } from '../support/small-people.js';
import { ROUND_ID, smallRoundProcedure as procedure, TERMS } from '../support/small-round.js';

const NUMBERS = [1, 2, 3, 4, 5];

type Try = () => unknown;

/** What the people of a case can try: what brings it on, and what does not; most of it is refused at most times. */
function tries(life: RoundLife, number: number): { readonly forwards: Try[]; readonly odd: Try[] } {
  const caseId = caseOf(number);
  const by = (actor: Actor, command: Command) => () => life.give(caseId, command, actor);
  const { panel, objections } = life.stateOf(caseId);
  const seats = (panel?.seats ?? []).flatMap(({ seat, status }) => {
    const expert = life.seated(caseId, seat);
    if (status === 'invited')
      return [by(expert, accepting), by(expert, { type: 'decline-invitation', reason: 'busy' })];
    return [by(expert, { type: 'submit-marks', marks: marksOf(40 + ((number * 17 + seat * 13) % 60)) })];
  });
  const disputes = objections.flatMap(({ id: objection }) => [
    by(districtReviewer, { type: 'verify-objection', objection, upheld: number === 2, opinion: '已核查' }),
    by(firm(number), { type: 'appeal-objection', objection, opinion: '不服' }),
    by(officer, { type: 'decide-objection', objection, upheld: number === 4, opinion: '已复核' }),
  ]);
  const registers = [record('general'), record('severe'), CLEAN, CLEAN].map(
    (check) => () => life.checks.set(caseId, check),
  );
  const what = { target: 'workshop.name', what: '名称不全', how: '补全' };
  const forwards = [
    by(districtReviewer, { type: 'accept' }),
    by(districtReviewer, { type: 'pass', opinion: '同意' }),
    by(financeReviewer, { type: 'countersign', opinion: '' }),
    by(firm(number), { type: 'correct', draftVersion: 1 }),
    by(officer, { type: 'pass', opinion: '齐全' }),
    by(officer, { type: 'redraw' }),
    by(firm(number), { type: 'resume' }),
    ...seats,
    ...disputes,
  ];
  const odd = [
    by(districtReviewer, { type: 'return', defects: [what] }),
    by(officer, { type: 'send-back', opinion: '排序依据不足' }),
    by(leader, { type: 'waive-credit', opinion: '已约谈' }),
    ...(number === 3 ? [by(firm(number), { type: 'withdraw' })] : []),
    by(SYSTEM, { type: 'object', paper: paperOf(life) }),
    ...registers,
  ];
  return { forwards, odd };
}

function paperOf(life: RoundLife) {
  const words = { name: '异议人', address: '郑州市示例路1号', phone: '13800000000', facts: '数控化率不实' };
  return { kind: 'individual' as const, signed: true, receipt: `receipt at ${life.now}`, ...words };
}

/** What the people of the round can try. */
function roundTries(life: RoundLife, choice: number): Try[] {
  const chosen = NUMBERS.filter((number) => (choice >> number) % 2 === 1).map(caseOf);
  const all = NUMBERS.map(caseOf).filter((caseId) => isReady(life, caseId));
  return [
    () => life.giveRound({ type: 'recommend', cases: chosen }, districtReviewer),
    () => life.giveRound({ type: 'recommend', cases: all }, districtReviewer),
    () => life.giveRound({ type: 'propose', opinion: '同意' }, leader),
    () => signed(life).refusal,
  ];
}

function isReady(life: RoundLife, caseId: string): boolean {
  const { stage, phase } = life.stateOf(caseId);
  const listed = (life.round.recommendations['410122'] ?? []).includes(caseId);
  return phase === 'running' && (stage === 'recommendation' || listed);
}

/** A random but lawful life of a round: people try, time passes, the engine works. */
function live(choices: readonly number[], each: (life: RoundLife) => void): RoundLife {
  const life = opened(NUMBERS);
  life.work();
  for (const choice of choices) {
    const { forwards, odd } = tries(life, NUMBERS[choice % NUMBERS.length] ?? 1);
    const start = Math.floor(choice / 50);
    if (choice % 11 === 0) life.pass();
    else if (choice % 7 === 0) odd[start % odd.length]?.();
    else untilAccepted(choice % 4 === 0 ? roundTries(life, start) : forwards, start);
    if (choice % 3 !== 0) life.work();
    each(life);
  }
  life.work();
  return life;
}

/** Tries one after another, from some place on, until one is accepted. */
function untilAccepted(options: readonly Try[], start: number): void {
  options.some((_option, index) => options[(start + index) % options.length]?.() === null);
}

/** Everybody does their next thing, and nobody anything strange. @returns whether anybody did. */
function forward(life: RoundLife): boolean {
  const steps = [
    ...[...life.cases.keys()].map((caseId) => () => forwardCase(life, caseId)),
    () => life.giveRound({ type: 'propose', opinion: '同意' }, leader) === null,
    () => signed(life).refusal === null,
  ];
  return steps.some((step) => step());
}

/** The leader signs; whatever comes of it, no document names a case that the registers hold back today. */
function signed(life: RoundLife) {
  const held = [...life.cases].filter(([caseId, { state }]) => {
    return obstacleOf(procedure, life.checks.get(caseId) ?? CLEAN, state.waived) !== null;
  });
  const before = life.round.documents.length;
  const refusal = sign(life);
  const named = life.round.documents.slice(before).flatMap(({ cases }) => cases);
  expect(named.filter((caseId) => held.some(([other]) => other === caseId))).toEqual([]);
  const ready = held.filter(([, { state }]) => state.stage === 'award' && !state.suspension);
  return {
    refusal,
    heldBack: refusal ? 0 : ready.length,
    waived: named.filter((id) => life.stateOf(id).waived).length,
  };
}

/** While the list is on its way to the document the registers change, and leaders waive. */
function stir(life: RoundLife, choice: number): void {
  const caseId = life.round.list[choice % life.round.list.length];
  if (caseId === undefined || choice % 3 === 0) return;
  const news = [record('general'), record('general'), record('severe'), CLEAN][Math.floor(choice / 10) % 4] ?? CLEAN;
  life.checks.set(caseId, news);
  if (choice % 4 === 0) life.give(caseId, { type: 'waive-credit', opinion: '已约谈' }, leader);
}

const lives = fc.array(fc.nat(1_000_000), { minLength: 80, maxLength: 160, size: 'max' });

describe('generated lives of a round with five cases', () => {
  it('never strands: until it is completed the engine, the clock or somebody has something to do', () => {
    fc.assert(
      fc.property(lives, (choices) => {
        live(choices, (life) => {
          if (life.round.phase === 'completed') return;
          const facts = {
            calendar: { version: 1, publishedYears: [2018], days: {} },
            cases: [],
            number: 1,
            office: null,
          };
          const somebody = [...life.cases.values()].some(({ state }) => tasksOf(procedure, state).length > 0);
          const ofTheRound = [leader, officer].some(
            (actor) => roundStepsOpenTo(procedure, life.round, facts, actor, life.now).length > 0,
          );
          expect(life.owed().length > 0 || life.due().length > 0 || somebody || ofTheRound).toBe(true);
        });
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('can be brought to its end by people, engine and clock doing their next thing; within the quota, each case once', () => {
    const phases = new Set<string>();
    const outcomes = new Map<string, number>();
    const everyOutcome = ['awarded', 'refused', 'not-recommended', 'nursery-list'];
    const everyPhase = ['open', 'closed', 'frozen'];
    const far = () => everyOutcome.every((one) => outcomes.has(one)) && everyPhase.every((one) => phases.has(one));
    assertUntil(
      far,
      fc.property(lives, (choices) => {
        const life = live(choices, ({ round }) => void phases.add(round.phase));
        for (let moves = 0; moves < 600 && life.round.phase !== 'completed'; moves += 1) {
          life.work();
          if (!forward(life) && !life.pass()) break;
        }
        expect(life.round.phase).toBe('completed');
        const states = [...life.cases.values()].map(({ state }) => state);
        expect(states.filter(({ round, phase }) => round === ROUND_ID && phase !== 'closed')).toEqual([]);
        expect(states.filter(({ outcome }) => outcome === 'awarded').length).toBeLessThanOrEqual(TERMS.quota);
        const signed = life.round.documents.flatMap(({ cases }) => cases);
        expect(new Set(signed).size).toBe(signed.length);
        const awarded = [...life.cases]
          .filter(([, { state }]) => state.outcome === 'awarded')
          .map(([caseId]) => caseId);
        expect(awarded.sort()).toEqual(signed.sort());
        for (const { outcome } of states) outcomes.set(outcome ?? 'open', (outcomes.get(outcome ?? 'open') ?? 0) + 1);
      }),
      25,
    );
    // The lives must have come far, or they would prove nothing.
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(everyOutcome));
    expect([...phases]).toEqual(expect.arrayContaining(everyPhase));
  });

  it('no document names a case that the registers hold back on its day, unless a leader has waived just that record', () => {
    const seen = { heldBack: 0, waived: 0, nothingSigned: 0 };
    assertUntil(
      () => Object.values(seen).every((times) => times > 0),
      fc.property(lives, (choices) => {
        const life = live([], () => undefined);
        for (const choice of choices) {
          life.work();
          if (life.round.phase === 'open') roundTries(life, 0)[1]?.();
          stir(life, choice);
          const issuing = life.round.phase === 'cleared' || life.round.phase === 'issued';
          const { heldBack, waived } = issuing ? signed(life) : { heldBack: 0, waived: 0 };
          seen.heldBack += heldBack;
          seen.waived += waived;
          if (!forward(life) && !life.pass()) break;
        }
        seen.nothingSigned += life.round.withheld.length > 0 && life.round.documents.length === 0 ? 1 : 0;
      }),
      40,
    );
    for (const [what, times] of Object.entries(seen)) expect([what, times > 0]).toEqual([what, true]);
  });
});

/** Holds a property in so many lives, and in as many again until the lives have met what they must have met to prove anything: chance alone does not see to it. */
function assertUntil<T>(met: () => boolean, property: fc.IProperty<T>, numRuns: number): void {
  for (let batch = 0; batch < 12 && (batch === 0 || !met()); batch += 1)
    fc.assert(property, { numRuns, endOnFailure: true });
}
