import type { Actor, Command, CommandType, Person } from '@vermilion/domain';
import { CLOCK, stageOf, SYSTEM } from '@vermilion/domain';
import fc from 'fast-check';
import { accepting } from './accepting.js';
import { DESK, stirred, type Payloads } from './desk-payloads.js';
import { documentsFor, person, sampleMarks, smartWorkshop, Walk } from './walk.js';

const ENTERPRISES = ['ENT01', 'ENT02', 'ENT05', 'ENT10'] as const;

/** Everybody who could act on the case, strangers included. Who has left an office cannot act for it any more. */
export function actorsOf(walk: Walk): Actor[] {
  const seats = (walk.state.panel?.seats ?? []).map((seat) => walk.seated(seat.seat));
  const strangers = [
    new Walk('ENT03').industry,
    new Walk('ENT03').approver,
    person('expert', 'expert:EXP15'),
    person('auditor', 'city:audit'),
  ];
  return [
    walk.approver,
    person('filler', walk.approver.organisation),
    ...walk.staff.members.map((member): Person => ({ ...member, kind: 'person' })),
    person('operations', 'city:operations'),
    ...seats,
    ...strangers,
    CLOCK,
    SYSTEM,
  ];
}

const words = { opinion: '理由' };
const PAYLOADS: Payloads<Walk> = {
  ...DESK,
  open: () => [{ type: 'open', procedure: 'smart-workshop', version: 1 }],
  submit: (walk) => [{ type: 'submit', draftVersion: walk.draft.version }],
  correct: (walk) => [{ type: 'correct', draftVersion: walk.draft.version }],
  withdraw: () => [{ type: 'withdraw' }],
  accept: () => [{ type: 'accept' }],
  pass: () => [{ type: 'pass', opinion: '' }],
  return: () => [{ type: 'return', defects: [{ target: 'document:commitment', what: '缺章', how: '盖章' }] }],
  refuse: (walk) => groundsOf(walk).map((ground) => ({ type: 'refuse', ground, ...words })),
  countersign: () => [{ type: 'countersign', opinion: '' }],
  'decline-countersign': () => [{ type: 'decline-countersign', ...words }],
  'freeze-pool': () => [{ type: 'freeze-pool' }],
  draw: () => [{ type: 'draw', seed: 'd'.repeat(64) }],
  'accept-invitation': () => [accepting],
  'decline-invitation': () => [{ type: 'decline-invitation', reason: declineReason() }],
  replace: () => [1, 2, 3, 4, 5].map((number) => ({ type: 'replace', seat: number })),
  'submit-marks': (walk, actor) => [
    {
      type: 'submit-marks',
      marks: sampleMarks(walk.enterprise)[seatOf(walk, actor) - 1] ?? { items: {}, comments: {} },
    },
  ],
  redraw: () => [{ type: 'redraw' }],
  sign: () => [{ type: 'sign' }],
  issue: () => [{ type: 'issue' }],
  fire: (walk) => walk.due().map((row) => ({ type: 'fire', deadline: row.id })),
  'record-escalation': (walk) => {
    const overdue = walk.state.limits.find((limit) => limit.lapsed);
    const [limit, dueAt] = [overdue?.id ?? '', overdue?.lapsed?.dueAt ?? walk.now];
    return [{ type: 'record-escalation', limit, rung: 'lead', recipients: ['bureau:miit'], dueAt }];
  },
};

/** Payloads of which at least one must be accepted whenever the step is open. */
export function payloadsOf(walk: Walk, type: CommandType, actor: Actor): Command[] {
  return PAYLOADS[type]?.(walk, actor) ?? [];
}

function seatOf(walk: Walk, actor: Actor): number {
  const seat = walk.state.panel?.seats.find(
    (candidate) => actor.kind === 'person' && walk.seated(candidate.seat).organisation === actor.organisation,
  );
  return seat?.seat ?? 1;
}

function groundsOf(walk: Walk): readonly string[] {
  const stage = walk.state.stage === null ? null : stageOf(smartWorkshop, walk.state.stage);
  const grounds = stage?.kind === 'review' || stage?.kind === 'sign-off' ? stage.refusalGrounds : [];
  return grounds.length > 0 ? grounds : ['none'];
}

function declineReason(): string {
  return smartWorkshop.stages.flatMap((stage) => (stage.kind === 'panel' ? stage.declineReasons : []))[0]?.id ?? '';
}

/** Another edition of every document, so that whatever was returned is answered. */
export function answered(walk: Walk, edition: string): void {
  const documents = documentsFor(smartWorkshop, edition);
  walk.draft = { ...walk.draft, version: walk.draft.version + 1, documents };
}

/** Another day in the offices around the case. */
function stir(walk: Walk, choice: number, within = ''): void {
  const everybody = new Walk(walk.enterprise).staff.members;
  walk.staff = stirred(walk.staff, choice, { leader: walk.leader.person, everybody, within });
}

/**
 * A panel that cannot be filled waits for its bureau, above which nothing is raised: the bureau appoints somebody to the post (ADR 7).
 * False where that is not what the case waits for.
 */
export function appointed(walk: Walk): boolean {
  const { staff } = new Walk(walk.enterprise);
  if (!walk.state.panel?.exhausted || walk.staff.members.length === staff.members.length) return false;
  walk.staff = staff;
  return true;
}

/** Commands of which a life shall not consist alone. */
const SELDOM: ReadonlySet<CommandType> = new Set<CommandType>(['withdraw', 'refuse', 'redraw']);

/** What can be done again and again and leads nowhere by itself. */
const BESIDE: ReadonlySet<CommandType> = new Set<CommandType>(['transfer', 'delegate', 'add-signer', 'urge', 'return']);

/** A random but lawful life of a case: people act, or time passes, or the engine works, or people come and go. */
export function live(choices: readonly number[], enterprise: string, each: (walk: Walk) => void): Walk {
  const walk = new Walk(enterprise);
  for (const choice of choices) {
    each(walk);
    if (walk.state.phase === 'closed') break;
    const [next] = walk.due();
    if (next && choice % 17 === 0) {
      walk.moveTo(next.dueAt);
      continue;
    }
    if (choice % 11 === 3) stir(walk, choice);
    if (walk.state.correction) answered(walk, `edition ${choice}`);
    step(walk, choice);
  }
  each(walk);
  return walk;
}

function step(walk: Walk, choice: number, only: (type: CommandType) => boolean = () => true): void {
  const options = actorsOf(walk).flatMap((actor) =>
    walk
      .steps(actor)
      .filter(only)
      .filter((type) => !SELDOM.has(type) || choice % 31 === 0)
      .filter((type) => !BESIDE.has(type) || choice % 2 === 0)
      .map((type) => ({ actor, type })),
  );
  const option = chosenOf(options, choice);
  if (!option) return;
  const commands = startingAt(choice, payloadsOf(walk, option.type, option.actor));
  commands.some((command) => walk.give(command, option.actor) === null);
}

/** One of what may be done now. First what is done, then who does it: else what many may do would be all that happens. */
export function chosenOf<Option extends { readonly type: CommandType }>(
  options: readonly Option[],
  choice: number,
): Option | undefined {
  const types = [...new Set(options.map(({ type }) => type))];
  const chosen = options.filter(({ type }) => type === types[choice % types.length]);
  return chosen[Math.floor(choice / 7) % Math.max(1, chosen.length)];
}

/** The same, beginning with another one. */
export function startingAt<Item>(choice: number, items: readonly Item[]): Item[] {
  const from = choice % Math.max(1, items.length);
  return [...items.slice(from), ...items.slice(0, from)];
}

/** A day on one desk: the industry office of the district has the case, its people come and go, and use every verb but the last word. */
export function liveAtDesk(choices: readonly number[], each: (walk: Walk) => void): void {
  const walk = new Walk('ENT01').accepted();
  for (const choice of choices) {
    if (choice % 3 === 0) stir(walk, Math.floor(choice / 3), walk.industry.organisation);
    else step(walk, choice, (type) => type in DESK && type !== 'urge');
    each(walk);
  }
}

export const lives = fc.tuple(
  fc.array(fc.nat(100_000), { minLength: 1, maxLength: 80 }),
  fc.constantFrom(...ENTERPRISES),
);
