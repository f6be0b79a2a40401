import type { DateText } from '../calendar/calendar.js';
import type { DecidedEvent } from '../process/event.js';
import { deskOf, postOf, type Post } from '../process/desk-post.js';
import { ending, enter, opinionOf } from '../process/movement.js';
import type { ReviewStage } from '../process/procedure.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Ruling, Situation } from '../process/situation.js';
import { frozen } from '../round/cut-off.js';
import { groundOf } from '../round/registers.js';
import { entitled } from './beside-desk.js';
import { outstanding } from './deferral.js';
import { checkedAtTheDoor, doorClosed, obstacleAtTheDoor } from './door.js';
import { inHand, mayDecide } from './hands.js';

/** 受理: the receiving office takes the case on. */
export const accept: Rule<'accept'> = {
  open: (situation) => atDesk(situation, (stage) => stage.verb === 'accept'),
  rule: (situation) => doorClosed(situation) ?? agreed(situation, ''),
};

/** 通过: the office passes; with a second office, the case waits for its signature first. */
export const pass: Rule<'pass'> = {
  open: (situation) => atDesk(situation, (stage) => stage.verb === 'pass') ?? heldBack(situation),
  rule: (situation, { opinion }) => agreed(situation, opinion),
};

/** 退回县区: back to the earlier office that the procedure names, as long as the round has not frozen its candidates. */
export const sendBack: Rule<'send-back'> = {
  open: (situation) => {
    const closed = atDesk(situation, (stage) => stage.sendsBackTo !== undefined, inHand);
    return closed ?? frozen(situation.facts.round);
  },
  rule: (situation, { opinion }) => {
    const stage = reviewOf(situation);
    if (stage.sendsBackTo === undefined) return refuse('not-now');
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [
      {
        type: 'application.sent-back',
        data: { stage: stage.id, to: stage.sendsBackTo },
        ...opinionOf(situation, opinion),
      },
      enter(situation, stage.sendsBackTo),
    ];
  },
};

/** 不予受理 / 初审不通过: a refusal names one of the procedure's grounds and gives its reasons. */
export const refuseCase: Rule<'refuse'> = {
  open: (situation) => {
    const { stage } = situation;
    if (stage?.kind !== 'sign-off') return atDesk(situation, (review) => review.refusalGrounds.length > 0);
    if (stage.refusalGrounds.length === 0) return refuse('not-now');
    if (stage.decidedBy !== 'round') return atSignOff(situation);
    return entitled(situation, 'refuse');
  },
  rule: (situation, { ground, opinion }) => {
    const { stage } = situation;
    const grounds = stage?.kind === 'review' || stage?.kind === 'sign-off' ? stage.refusalGrounds : [];
    if (!stage || !grounds.includes(ground)) return refuse('ground-unknown', { params: { ground } });
    if (opinion.trim() === '') return refuse('opinion-missing');
    return refusal(situation, ground, opinion);
  },
};

/** 会签: the second office agrees, the case moves on. */
export const countersign: Rule<'countersign'> = {
  open: (situation) => atCountersign(situation) ?? heldBack(situation),
  rule: (situation, { opinion }) => agreed(situation, opinion),
};

/** 会签不同意: back to the first office, with the reason. */
export const declineCountersign: Rule<'decline-countersign'> = {
  open: atCountersign,
  rule: (situation, { opinion }) => {
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [
      {
        type: 'application.countersign-declined',
        data: { stage: reviewOf(situation).id },
        ...opinionOf(situation, opinion),
      },
    ];
  },
};

/** The office agrees: where colleagues were asked to sign after it (后加签), their consent comes first. */
function agreed(situation: Situation, opinion: string): Ruling {
  const asked = situation.state.desk.signers.some(({ position }) => position === 'after');
  if (!asked) return conclusion(situation, opinion);
  return [{ type: 'desk.decided', data: { stage: reviewOf(situation).id }, ...opinionOf(situation, opinion) }];
}

/**
 * What follows from the agreement of the office: acceptance, the way to the second office, or to the next stage. Whoever agreed alone may
 * take it back; what several have signed, nobody takes back alone. The registers may forbid the acceptance by now.
 */
export function conclusion(situation: Situation, opinion: string): Ruling {
  const { actor, state } = situation;
  const stage = reviewOf(situation);
  if (stage.verb === 'accept') return doorClosed(situation) ?? accepted(situation, false, situation.today);
  const words = opinionOf(situation, opinion);
  const by = actor.kind === 'person' && !state.desk.decided ? actor.person : null;
  if (stage.countersign && !state.endorsed)
    return [{ type: 'application.endorsed', data: { stage: stage.id, by }, ...words }];
  const onwards: readonly DecidedEvent[] = [
    { type: 'application.passed', data: { stage: stage.id, by }, ...(state.endorsed ? {} : words) },
    enter(situation, stage.next),
  ];
  return state.endorsed
    ? [{ type: 'application.countersigned', data: { stage: stage.id }, ...words }, ...onwards]
    : onwards;
}

/**
 * A refusal ends the case, at the door as 不予受理 upon what the registers say today; where the procedure says so, it leads on to the office
 * that decides what follows.
 */
function refusal(situation: Situation, ground: string, opinion: string): readonly DecidedEvent[] {
  const { stage } = situation;
  if (!stage) throw new Error('no stage to refuse in');
  const refused: DecidedEvent = {
    type: 'application.refused',
    data: { stage: stage.id, ground },
    ...opinionOf(situation, opinion),
  };
  if (stage.kind === 'review' && stage.onRefusal !== undefined)
    return [
      refused,
      { type: 'application.found', data: { stage: stage.id, ground } },
      enter(situation, stage.onRefusal),
    ];
  // Who does not take the title away lets it go on.
  if (stage.kind === 'sign-off' && stage.revokes) return [refused, enter(situation, stage.next)];
  const atTheDoor = stage.kind === 'review' && stage.verb === 'accept';
  return atTheDoor
    ? [...checkedAtTheDoor(situation), refused, ...ending(situation, 'not-accepted')]
    : [refused, ...ending(situation, 'refused')];
}

/**
 * 受理 by silence, on the last day of the limit (行政许可法 §32 by analogy: not told in time = accepted). Silence never accepts what the
 * registers forbid: it closes as 不予受理.
 */
export function silence(situation: Situation, on: DateText): readonly DecidedEvent[] {
  const obstacle = obstacleAtTheDoor(situation);
  if (!obstacle) return accepted(situation, true, on);
  return [
    ...checkedAtTheDoor(situation),
    { type: 'application.refused', data: { stage: reviewOf(situation).id, ground: groundOf(obstacle) } },
    ...ending(situation, 'not-accepted'),
  ];
}

/** The next limit is counted from the day of the acceptance. */
function accepted(situation: Situation, bySilence: boolean, on: DateText): readonly DecidedEvent[] {
  const { id, next } = reviewOf(situation);
  return [
    ...checkedAtTheDoor(situation),
    { type: 'application.accepted', data: { stage: id, bySilence } },
    enter(situation, next, on),
  ];
}

/** The running review. @throws outside one: a programming error. */
export function reviewOf({ stage }: Situation): ReviewStage {
  if (stage?.kind !== 'review') throw new Error('not in a review');
  return stage;
}

/** The running review lies on the first office's desk, and the actor fills that office. */
export function atDesk(
  situation: Situation,
  offers: (stage: ReviewStage) => boolean,
  judge: (situation: Situation, post: Post) => Refusal | null = mayDecide,
): Refusal | null {
  const { stage, state } = situation;
  if (stage?.kind !== 'review' || state.correction || state.endorsed || state.suspension || !offers(stage))
    return refuse('not-now');
  return judge(situation, state.desk.raised ?? postOf(stage.office, state.district));
}

/** Documents that were promised may be missing while the case goes from review to review; nothing but a review may follow without them. */
function heldBack(situation: Situation): Refusal | null {
  const { next } = reviewOf(situation);
  const follows = situation.procedure.stages.find(({ id }) => id === next);
  return follows?.kind === 'review' ? null : outstanding(situation);
}

function atCountersign(situation: Situation): Refusal | null {
  const { stage, state } = situation;
  if (stage?.kind !== 'review' || !stage.countersign || !state.endorsed || state.suspension) return refuse('not-now');
  return mayDecide(situation, state.desk.raised ?? postOf(stage.countersign, state.district));
}

/** A signature for this case alone lies on the leader's desk. */
export function atSignOff(situation: Situation): Refusal | null {
  const { stage, procedure, state } = situation;
  const post = stage?.kind === 'sign-off' ? deskOf(procedure, state) : null;
  return post ? mayDecide(situation, post) : refuse('not-now');
}
