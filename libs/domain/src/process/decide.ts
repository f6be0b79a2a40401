import type { Instant } from '../calendar/calendar.js';
import { transfer, delegate, endDelegation, raise, takeBack, urge } from '../stages/desk.js';
import { actingFor, ownFirm } from '../stages/hands.js';
import { addSigner, removeSigner, giveOpinion } from '../stages/signers.js';
import { askExtension, grantExtension, denyExtension, redate } from '../stages/extension.js';
import { permitReturn, supply } from '../stages/deferral.js';
import { object, verifyObjection, appealObjection, decideObjection } from '../stages/objection.js';
import { appeal, decideAppeal } from '../stages/appeal.js';
import { voidMarks, recordMinute } from '../stages/panel-care.js';
import { followRound } from '../stages/follow-round.js';
import { resume, waiveCredit } from '../stages/registers.js';
import { correct, open, submit, withdraw } from '../stages/application.js';
import { issue } from '../stages/award.js';
import { fire, recordEscalation } from '../stages/lapse.js';
import {
  acceptInvitation,
  declineInvitation,
  draw,
  freezePool,
  redraw,
  replace,
  submitMarks,
} from '../stages/panel.js';
import { giveBack } from '../stages/correction.js';
import { accept, countersign, declineCountersign, pass, refuseCase, sendBack } from '../stages/review.js';
import { sign } from '../stages/sign-off.js';
import type { Actor } from './actor.js';
import type { Command, CommandType } from './command.js';
import type { DecidedEvent } from './event.js';
import type { Facts } from './facts.js';
import type { Procedure } from './procedure.js';
import type { Refusal } from './refusal.js';
import { refuse } from './refusal.js';
import type { Rule, Situation } from './situation.js';
import { isRefusal, situationOf } from './situation.js';
import type { CaseState } from './state.js';

const RULES: { readonly [T in CommandType]: Rule<T> } = {
  open,
  submit,
  correct,
  withdraw,
  accept,
  pass,
  return: giveBack,
  refuse: refuseCase,
  countersign,
  'decline-countersign': declineCountersign,
  'freeze-pool': freezePool,
  draw,
  'accept-invitation': acceptInvitation,
  'decline-invitation': declineInvitation,
  replace,
  'submit-marks': submitMarks,
  redraw,
  sign,
  issue,
  transfer,
  delegate,
  'end-delegation': endDelegation,
  'add-signer': addSigner,
  'remove-signer': removeSigner,
  'give-opinion': giveOpinion,
  'take-back': takeBack,
  urge,
  raise,
  'ask-extension': askExtension,
  'grant-extension': grantExtension,
  'deny-extension': denyExtension,
  redate,
  'permit-return': permitReturn,
  supply,
  object,
  'verify-objection': verifyObjection,
  'appeal-objection': appealObjection,
  'decide-objection': decideObjection,
  appeal,
  'decide-appeal': decideAppeal,
  'void-marks': voidMarks,
  'record-minute': recordMinute,
  'follow-round': followRound,
  resume,
  'waive-credit': waiveCredit,
  'send-back': sendBack,
  fire,
  'record-escalation': recordEscalation,
};

/** While an appeal is possible, or an answer to an objection is owed, a closed case still hears these. */
const AFTER_THE_END: ReadonlySet<unknown> = new Set<unknown>([
  appeal,
  decideAppeal,
  verifyObjection,
  appealObjection,
  decideObjection,
  fire,
  redate,
  recordEscalation,
]);

/** Every command type, in the order of a case's life. */
export const COMMAND_TYPES = Object.keys(RULES) as readonly CommandType[];

export type Decision =
  { readonly ok: true; readonly events: readonly DecidedEvent[] } | { readonly ok: false; readonly refusal: Refusal };

/**
 * May this happen, and what follows? Pure: the same inputs give the same answer to ledger, API, browser, workflow and test.
 * `now` is the business time, read after locking, never earlier than the case's last event.
 */
export function decide(
  procedure: Procedure,
  state: CaseState,
  command: Command,
  facts: Facts,
  actor: Actor,
  now: Instant,
): Decision {
  const rule = RULES[command.type] as Rule<CommandType> | undefined;
  if (!rule) return { ok: false, refusal: refuse('unknown-command') };
  const situation = situationOf(procedure, state, facts, actor, now);
  const closed = shut(rule, situation);
  if (closed) return { ok: false, refusal: closed };
  const ruling = rule.rule(situation, command);
  return isRefusal(ruling) ? { ok: false, refusal: ruling } : { ok: true, events: ruling };
}

/** A command that the actor may give now with some payload. */
export interface Step {
  readonly type: CommandType;
  readonly stage: string | null;
}

/** Which buttons: a step is open exactly when `decide` would accept some payload of it. */
export function stepsOpenTo(procedure: Procedure, state: CaseState, facts: Facts, actor: Actor, now: Instant): Step[] {
  const situation = situationOf(procedure, state, facts, actor, now);
  return COMMAND_TYPES.filter((type) => shut(RULES[type] as Rule<CommandType>, situation) === null).map((type) => ({
    type,
    stage: state.stage,
  }));
}

/** The colleague on leave in whose place the actor gives the command; null when the actor acts for himself. */
export function standsInFor(
  procedure: Procedure,
  state: CaseState,
  type: CommandType,
  facts: Facts,
  actor: Actor,
  now: Instant,
): string | null {
  return actingFor(situationOf(procedure, state, facts, actor, now), type);
}

function shut(rule: Rule<CommandType>, situation: Situation): Refusal | null {
  const { phase, appeal: contest, objections } = situation.state;
  const contested = contest !== null || objections.length > 0;
  const over = phase === 'closed' && !(contested && AFTER_THE_END.has(rule));
  return over ? refuse('case-closed') : (rule.open(situation) ?? ownFirm(situation));
}
