import { dateOf } from '../calendar/instants.js';
import type { DateText, Instant } from '../calendar/calendar.js';
import type { Actor } from './actor.js';
import type { Command, CommandType } from './command.js';
import type { DecidedEvent } from './event.js';
import type { Facts } from './facts.js';
import type { Procedure, Stage } from './procedure.js';
import type { Refusal } from './refusal.js';
import type { CaseState } from './state.js';

/** Everything that a rule may look at. `stage` is the running stage, null in a draft and when closed. */
export interface Situation {
  readonly procedure: Procedure;
  readonly state: CaseState;
  readonly stage: Stage | null;
  readonly facts: Facts;
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: DateText;
}

/** What a rule gives: events, or one refusal. */
export type Ruling = readonly DecidedEvent[] | Refusal;

/**
 * The rule of one command in two halves. `open` says whether the actor may give it now with some payload (the button);
 * `rule` judges the payload. The buttons and the decisions cannot differ, since both ask `open`.
 */
export interface Rule<T extends CommandType> {
  readonly open: (situation: Situation) => Refusal | null;
  readonly rule: (situation: Situation, command: Extract<Command, { type: T }>) => Ruling;
}

/** Tells a refusal from whatever else a rule's step gives. */
export function isRefusal(ruling: Refusal | object): ruling is Refusal {
  return 'code' in ruling;
}

/** @throws when the procedure lacks the running stage: a programming error, procedures are checked at load. */
export function situationOf(
  procedure: Procedure,
  state: CaseState,
  facts: Facts,
  actor: Actor,
  now: Instant,
): Situation {
  const stage = procedure.stages.find((candidate) => candidate.id === state.stage) ?? null;
  return { procedure, state, stage, facts, actor, now, today: dateOf(now) };
}
