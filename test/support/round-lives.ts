import type { Actor, Command, CommandType, Marks, RegisterResult } from '@vermilion/domain';
import { stageOf } from '@vermilion/domain';
import { accepting } from './accepting.js';
import { DESK, type Payloads } from './desk-payloads.js';
import { CLEAN } from './memory-rounds.js';
import { paperOf, roundProcedure as procedure } from './on-notice.js';
import { record } from './round-people.js';
import { chosenOf, startingAt } from './lives.js';
import { StaffedLife, type StaffedCase } from './staffed-life.js';

const words = { opinion: '理由' };
const SEATS = [1, 2, 3, 4, 5];
const UPHELD = [false, true];

const PAYLOADS: Payloads<StaffedCase> = {
  ...DESK,
  'give-opinion': () => [true, false].map((agree) => ({ type: 'give-opinion', agree, ...words })),
  open: () => [{ type: 'open', procedure: procedure.id, version: procedure.version }],
  submit: () => [{ type: 'submit', draftVersion: 1 }],
  correct: () => [{ type: 'correct', draftVersion: 1 }],
  supply: () => [{ type: 'supply', draftVersion: 1 }],
  withdraw: () => [{ type: 'withdraw' }],
  accept: () => [{ type: 'accept' }],
  pass: () => [{ type: 'pass', opinion: '' }],
  countersign: () => [{ type: 'countersign', opinion: '' }],
  'decline-countersign': () => [{ type: 'decline-countersign', ...words }],
  return: () => [
    { type: 'return', defects: [{ target: 'document:commitment', what: '缺章', why: '通知第三条', how: '盖章' }] },
  ],
  'permit-return': () => [{ type: 'permit-return', ...words }],
  refuse: (found) => groundsOf(found).map((ground) => ({ type: 'refuse', ground, ...words })),
  'send-back': () => [{ type: 'send-back', ...words }],
  'ask-extension': () => [{ type: 'ask-extension', days: 2, ...words }],
  'grant-extension': () => [{ type: 'grant-extension', ...words }],
  'deny-extension': () => [{ type: 'deny-extension', ...words }],
  'waive-credit': () => [{ type: 'waive-credit', ...words }],
  resume: () => [{ type: 'resume' }],
  'follow-round': () => [{ type: 'follow-round' }],
  'freeze-pool': () => [{ type: 'freeze-pool' }],
  draw: () => [{ type: 'draw', seed: 'd'.repeat(64) }],
  'accept-invitation': () => [accepting],
  'decline-invitation': () => [{ type: 'decline-invitation', reason: 'schedule' }],
  replace: () => SEATS.map((seat) => ({ type: 'replace', seat })),
  'submit-marks': (found, actor) => [{ type: 'submit-marks', marks: marksFor(found, actor) }],
  'void-marks': () => SEATS.map((seat) => ({ type: 'void-marks', seat, reason: 'wrong-procedure', ...words })),
  'record-minute': () => [{ type: 'record-minute', minute: '分差已讨论' }],
  redraw: () => [{ type: 'redraw' }],
  sign: () => [{ type: 'sign' }],
  issue: () => [{ type: 'issue' }],
  object: ({ state }) => [{ type: 'object', paper: paperOf(`receipt ${state.seq}`) }],
  'verify-objection': (found) =>
    answers(found, (objection, upheld) => ({ type: 'verify-objection', objection, upheld, ...words })),
  'appeal-objection': (found) => answers(found, (objection) => ({ type: 'appeal-objection', objection, ...words })),
  'decide-objection': (found) =>
    answers(found, (objection, upheld) => ({ type: 'decide-objection', objection, upheld, ...words })),
  appeal: () => [{ type: 'appeal', ...words }],
  'decide-appeal': () => UPHELD.map((upheld) => ({ type: 'decide-appeal', upheld, ...words })),
  redate: () => [{ type: 'redate' }],
  fire: ({ life, caseId }) =>
    life.due().flatMap((row) => (row.caseId === caseId ? [{ type: 'fire' as const, deadline: row.id }] : [])),
  'record-escalation': ({ life, state }) => {
    const overdue = state.limits.find(({ lapsed }) => lapsed);
    const dueAt = overdue?.lapsed?.dueAt ?? life.now;
    return [{ type: 'record-escalation', limit: overdue?.id ?? '', rung: 'lead', recipients: ['bureau:miit'], dueAt }];
  },
};

/** Payloads of which at least one must be accepted whenever the step is open. */
export function payloadsIn(life: StaffedLife, caseId: string, type: CommandType, actor: Actor): Command[] {
  return PAYLOADS[type]?.(life.found(caseId), actor) ?? [];
}

function answers({ state }: StaffedCase, answer: (objection: string, upheld: boolean) => Command): Command[] {
  return state.objections.flatMap(({ id }) => UPHELD.map((upheld) => answer(id, upheld)));
}

function groundsOf({ state }: StaffedCase): readonly string[] {
  const stage = state.stage === null ? null : stageOf(procedure, state.stage);
  return stage?.kind === 'review' ? stage.refusalGrounds : ['none'];
}

/** Nearly full marks; on every second visit the first seat differs so much that a minute is owed. */
function marksFor({ life, caseId, state }: StaffedCase, actor: Actor): Marks {
  const panel = procedure.stages.find((stage) => stage.kind === 'panel');
  const seat = state.panel?.seats.find(
    (each) => actor.kind === 'person' && life.seated(caseId, each.seat).organisation === actor.organisation,
  );
  const share = seat?.seat === 1 && state.visit % 2 === 0 ? 0.6 : 0.9;
  const items = (panel?.rubric.items ?? []).map(({ id, weight }) => [id, Math.round(weight * share)] as const);
  return { items: Object.fromEntries(items), comments: {} };
}

/** Commands of which a life shall not consist alone. */
const SELDOM: ReadonlySet<CommandType> = new Set<CommandType>(['withdraw', 'refuse', 'redraw', 'object', 'void-marks']);
/** What can be done again and again and leads nowhere by itself. */
const BESIDE: ReadonlySet<CommandType> = new Set<CommandType>([
  ...(['transfer', 'delegate', 'add-signer', 'urge', 'return', 'send-back', 'take-back'] as const),
  ...(['ask-extension', 'decline-invitation', 'decline-countersign'] as const),
]);

/** Something happens: every deed has its turns, and the rest is whatever the buttons of the case offer. */
function happen(life: StaffedLife, choice: number, caseId: string): void {
  const rest = Math.floor(choice / 10);
  const deeds = [
    () => void life.pass(),
    () => life.stir(rest, caseId),
    () => void life.checks.set(caseId, news(rest)),
    () => void actOnRound(life),
    () => void goForward(life, caseId),
    () => void goForward(life, caseId),
    () => beOdd(life, caseId, rest),
  ];
  (deeds[choice % 10] ?? (() => step(life, caseId, rest)))();
}

/** A random but lawful life of a round: people act on cases and on the round, time passes, the engine works, people come and go, registers change. */
export function liveRound(choices: readonly number[], each: (life: StaffedLife) => void): StaffedLife {
  const life = new StaffedLife();
  const ids = [...life.cases.keys()];
  life.work();
  for (const choice of choices) {
    happen(life, choice, ids[choice % ids.length] ?? '');
    if (choice % 3 !== 0) life.work();
    each(life);
  }
  life.work();
  return life;
}

/** What may happen late in a round. */
const ODD: readonly CommandType[] = [
  ...(['object', 'void-marks', 'appeal-objection', 'send-back', 'return', 'ask-extension', 'appeal'] as const),
  ...(['grant-extension', 'void-marks', 'object', 'appeal-objection', 'send-back'] as const),
];

const REMEDIES: readonly CommandType[] = ['appeal-objection', 'appeal', 'remove-signer', 'permit-return'];

/** Somebody does something that delays a case, if it is possible now. */
export function beOdd(life: StaffedLife, caseId: string, choice: number): void {
  const [first = 'object', second = 'object'] = [ODD[choice % ODD.length], REMEDIES[choice % REMEDIES.length]];
  [first, second].some((type) =>
    life
      .actorsOf(caseId)
      .some((actor) => payloadsIn(life, caseId, type, actor).some((one) => life.give(caseId, one, actor) === null)),
  );
}

function news(choice: number): RegisterResult {
  return [record('general'), CLEAN, record('general'), CLEAN, record('severe')][Math.floor(choice / 3) % 5] ?? CLEAN;
}

function step(life: StaffedLife, caseId: string, choice: number): void {
  const options = life.actorsOf(caseId).flatMap((actor) =>
    life
      .stepsOf(caseId, actor)
      .filter((type) => !SELDOM.has(type) || choice % 23 === 0)
      .filter((type) => !BESIDE.has(type) || choice % 2 === 0)
      .map((type) => ({ actor, type })),
  );
  const option = chosenOf(options, choice);
  if (!option) return;
  const commands = startingAt(choice, payloadsIn(life, caseId, option.type, option.actor));
  commands.some((command) => life.give(caseId, command, option.actor) === null);
}

/** Somebody of an office does what the round waits for. @returns whether anybody could. */
export function actOnRound(life: StaffedLife): boolean {
  const ready = [...life.cases].flatMap(([caseId, { state }]) => {
    const listed = (life.round.recommendations['410122'] ?? []).includes(caseId);
    return state.phase === 'running' && (state.stage === 'recommendation' || listed) ? [caseId] : [];
  });
  const fresh = ready.some((caseId) => !(life.round.recommendations['410122'] ?? []).includes(caseId));
  return life
    .officials()
    .some(
      (actor) =>
        (fresh && life.giveRound({ type: 'recommend', cases: ready }, actor) === null) ||
        life.giveRound({ type: 'propose', ...words }, actor) === null ||
        life.giveRound({ type: 'issue', ...words }, actor) === null,
    );
}

/** What brings a case on: decisions first; then what frees a desk that somebody holds and cannot clear. */
const FORWARD: readonly CommandType[] = [
  ...(['correct', 'supply', 'accept', 'pass', 'countersign', 'accept-invitation', 'submit-marks'] as const),
  ...(['record-minute', 'resume', 'verify-objection', 'decide-objection', 'decide-appeal', 'redraw'] as const),
  ...(['give-opinion', 'end-delegation', 'remove-signer', 'raise', 'transfer'] as const),
];

/** Everybody does their next thing on the case, and nobody anything strange. @returns whether anybody did. */
export function goForward(life: StaffedLife, caseId: string): boolean {
  for (const type of FORWARD)
    for (const actor of life.actorsOf(caseId))
      if (payloadsIn(life, caseId, type, actor).some((command) => life.give(caseId, command, actor) === null))
        return true;
  return false;
}
