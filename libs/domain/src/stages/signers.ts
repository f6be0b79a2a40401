import { deskOf, type Post } from '../process/desk-post.js';
import { wordsInside } from '../process/movement.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import { isRefusal, type Rule, type Ruling, type Situation } from '../process/situation.js';
import type { Signer } from '../process/state.js';
import { nobody, onDesk } from './desk.js';
import { inHand, placesOf, possibleSigners, signerFor, waitingSigners } from './hands.js';
import { conclusion } from './review.js';

/** 加签: a colleague is asked for an opinion before the office decides, or for consent after it. */
export const addSigner: Rule<'add-signer'> = {
  open: (situation) =>
    onReview(situation, (post) => {
      const none = inHand(situation, post) ?? nobody(possibleSigners(situation, post));
      const allAsked = none?.code === 'person-unknown' && situation.state.desk.signers.length > 0;
      return allAsked ? refuse('signer-already-there') : none;
    }),
  rule: (situation, { signer, position, opinion }) => {
    const { actor, procedure, state } = situation;
    const post = deskOf(procedure, state);
    if (state.desk.signers.some(({ person }) => person === signer)) return refuse('signer-already-there');
    if (!post || actor.kind !== 'person' || !possibleSigners(situation, post).includes(signer))
      return refuse('person-unknown');
    return [
      {
        type: 'desk.signer-added',
        data: { stage: state.stage ?? '', signer, position, by: actor.person },
        ...wordsInside(situation, opinion),
      },
    ];
  },
};

/** 减签: a signer who has not answered is no longer asked; by whoever asked, or by the office. With the last of them, a decision takes effect. */
export const removeSigner: Rule<'remove-signer'> = {
  open: (situation) =>
    onReview(situation, (post) => {
      if (placesOf(situation, post).length === 0) return refuse('not-permitted');
      if (removable(situation, post).length > 0) return null;
      return refuse(waiting(situation).length > 0 ? 'desk-of-another' : 'signer-unknown');
    }),
  rule: (situation, { signer, opinion }) => {
    const { procedure, state } = situation;
    const post = deskOf(procedure, state);
    if (!post || !removable(situation, post).some(({ person }) => person === signer)) return refuse('signer-unknown');
    const effect = withoutWaitingFor(situation, signer);
    if (isRefusal(effect)) return effect;
    return [
      {
        type: 'desk.signer-removed',
        data: { stage: state.stage ?? '', signer },
        ...wordsInside(situation, opinion),
      },
      ...effect,
    ];
  },
};

/**
 * 签署意见: an opinion before the decision says something in any case; consent after it may be silent, a disagreement gives its reason and
 * the case back to the office. With the last consent the decision takes effect.
 */
export const giveOpinion: Rule<'give-opinion'> = {
  open: (situation) =>
    onReview(situation, (post) => {
      if (signerFor(situation, answerable(situation), post)) return null;
      return refuse(placesOf(situation, post).length === 0 ? 'not-permitted' : 'signer-unknown');
    }),
  rule: (situation, { agree, opinion }) => {
    const { procedure, state } = situation;
    const post = deskOf(procedure, state);
    const signer = post && signerFor(situation, answerable(situation), post);
    if (!signer) return refuse('signer-unknown');
    const silent = agree && signer.position === 'after';
    if (!silent && opinion.trim() === '') return refuse('opinion-missing');
    const effect = agree ? withoutWaitingFor(situation, signer.person) : [];
    if (isRefusal(effect)) return effect;
    return [
      {
        type: 'desk.signed',
        data: { stage: state.stage ?? '', signer: signer.person, agreed: agree },
        ...wordsInside(situation, opinion),
      },
      ...effect,
    ];
  },
};

/** What follows when this signer is waited for no more: with the last one the decision takes effect, if it still may. */
function withoutWaitingFor(situation: Situation, signer: string): Ruling {
  const others = waitingSigners(situation, 'after').filter(({ person }) => person !== signer);
  return situation.state.desk.decided && others.length === 0 ? conclusion(situation, '') : [];
}

/** Colleagues sign beside the review of an office; a leader's signature stands alone. */
function onReview(situation: Situation, judge: (post: Post) => Refusal | null): Refusal | null {
  return situation.stage?.kind === 'review' ? onDesk(situation, judge) : refuse('not-now');
}

function waiting({ state }: Situation): readonly Signer[] {
  return state.desk.signers.filter(({ status }) => status === 'waiting');
}

/** Whose turn it is: those before the decision until it is taken, those after it once it is. */
function answerable(situation: Situation): readonly Signer[] {
  return waitingSigners(situation, situation.state.desk.decided ? 'after' : 'before');
}

function removable(situation: Situation, post: Post): readonly Signer[] {
  const { assignee, delegate } = situation.state.desk;
  const places = placesOf(situation, post);
  const ofTheOffice = !delegate && (assignee === null || places.includes(assignee));
  return places.length === 0 ? [] : waiting(situation).filter(({ by }) => ofTheOffice || places.includes(by));
}
