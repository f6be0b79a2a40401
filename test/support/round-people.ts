import type { Actor, Command, Person, Refusal, RegisterResult, RoundTerms } from '@vermilion/domain';
import { accepting } from './accepting.js';
import { CLEAN } from './memory-rounds.js';
import { RoundLife } from './round-life.js';
import { districtReviewer, financeReviewer, leader, marksOf, officer } from './small-people.js';
import { ROUND_ID, smallRoundProcedure as procedure, TERMS } from './small-round.js';

/** The approver of the firm with this number. */
export const firm = (number: number): Person => ({
  kind: 'person',
  person: `approver-${number}`,
  organisation: `enterprise:91410100TEST0000${number}X`,
  role: 'approver',
});
/** The case of the firm with this number. */
export const caseOf = (number: number) => `2018-00000${number}`;

/** What the registers say of somebody of whom they hold a record. */
export const record = (grade: 'general' | 'severe'): RegisterResult => ({
  ...CLEAN,
  credit: { grade, record: `${grade}-1`, source: '测试登记簿', until: '2018-12-31' },
});

/** A round that is called and open, and firms with these numbers have submitted. */
export function opened(numbers: readonly number[], terms: Partial<RoundTerms> = {}): RoundLife {
  const life = new RoundLife();
  const called = { id: ROUND_ID, procedure: procedure.id, version: 1, terms: { ...TERMS, ...terms } };
  life.giveRound({ type: 'call', ...called }, officer);
  while (life.round.phase === 'announced') life.pass();
  for (const number of numbers) {
    const [caseId, actor] = [caseOf(number), firm(number)];
    life.give(caseId, { type: 'open', procedure: procedure.id, version: 1 }, actor);
    life.give(caseId, { type: 'submit', draftVersion: 1 }, actor);
  }
  return life;
}

/** The leader signs what is ready. */
export const sign = (life: RoundLife): Refusal | null => life.giveRound({ type: 'issue', opinion: '同意' }, leader);

/** Everybody of a case does the next thing, and nobody anything strange. @returns whether anybody did. */
export function forwardCase(life: RoundLife, caseId: string): boolean {
  const { panel, objections } = life.stateOf(caseId);
  const number = Number(caseId.slice(-1));
  const by = (actor: Actor, command: Command) => () => life.give(caseId, command, actor) === null;
  const seats = (panel?.seats ?? []).flatMap(({ seat }) => [
    by(life.seated(caseId, seat), accepting),
    by(life.seated(caseId, seat), { type: 'submit-marks', marks: marksOf(80 - number) }),
  ]);
  const disputes = objections.flatMap(({ id: objection }) => [
    by(districtReviewer, { type: 'verify-objection', objection, upheld: false, opinion: '不成立' }),
    by(officer, { type: 'decide-objection', objection, upheld: false, opinion: '不成立' }),
  ]);
  const steps = [
    by(districtReviewer, { type: 'accept' }),
    by(districtReviewer, { type: 'pass', opinion: '同意' }),
    by(financeReviewer, { type: 'countersign', opinion: '' }),
    by(firm(number), { type: 'correct', draftVersion: 1 }),
    by(officer, { type: 'pass', opinion: '齐全' }),
    by(officer, { type: 'redraw' }),
    ...seats,
    ...disputes,
  ];
  return steps.map((step) => step()).includes(true);
}
