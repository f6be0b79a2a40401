import { addDays } from '../calendar/instants.js';
import { deskOf, postOf, samePost, type Post } from '../process/desk-post.js';
import type { DecidedEvent } from '../process/event.js';
import { enter, wordsInside } from '../process/movement.js';
import { holderOf } from '../process/parties.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import { frozen } from '../round/cut-off.js';
import { canSign, colleagues, inHand, isEmpty, isPresent, placesOf, postAbove, waitingSigners } from './hands.js';

/**
 * 转办: the case is given to a colleague, who alone acts on it from then on. Anyone of the office may pass it on when whoever has it is on
 * leave or has left, so that no desk is left behind.
 */
export const transfer: Rule<'transfer'> = {
  open: (situation) => onDesk(situation, (post) => mayPassOn(situation, post) ?? nobody(successors(situation, post))),
  rule: (situation, { to, opinion }) => {
    const post = deskOf(situation.procedure, situation.state);
    const chosen = post && successors(situation, post).find(({ person }) => person === to);
    if (!chosen) return refuse('person-unknown');
    if (opinion.trim() === '') return refuse('opinion-missing');
    const { organisation } = chosen;
    return [
      {
        type: 'desk.transferred',
        data: { stage: here(situation), to, organisation },
        ...wordsInside(situation, opinion),
      },
    ];
  },
};

/** 委派: a colleague prepares the case and gives it back with an opinion; until then nobody decides. */
export const delegate: Rule<'delegate'> = {
  open: (situation) => onDesk(situation, (post) => inHand(situation, post) ?? nobody(helpers(situation, post))),
  rule: (situation, { to, opinion }) => {
    const { actor, procedure, state } = situation;
    const post = deskOf(procedure, state);
    if (!post || actor.kind !== 'person' || !helpers(situation, post).includes(to)) return refuse('person-unknown');
    return [
      {
        type: 'desk.delegated',
        data: { stage: here(situation), to, by: actor.person },
        ...wordsInside(situation, opinion),
      },
    ];
  },
};

/** 办结委派: the delegate gives the case back with an opinion, or whoever delegated it asks for it back. */
export const endDelegation: Rule<'end-delegation'> = {
  open: (situation) =>
    onDesk(situation, (post) => {
      const { delegate: running, assignee } = situation.state.desk;
      const places = placesOf(situation, post);
      if (places.length === 0) return refuse('not-permitted');
      if (!running) return refuse('not-now');
      const theirs = [running.person, running.by, assignee];
      return places.some((place) => theirs.includes(place)) ? null : refuse('desk-of-another');
    }),
  rule: (situation, { opinion }) => {
    const { procedure, state } = situation;
    const post = deskOf(procedure, state);
    const places = post ? placesOf(situation, post) : [];
    const { delegate: running, assignee } = state.desk;
    const asksBack = places.some((place) => place === running?.by || place === assignee);
    if (!asksBack && opinion.trim() === '') return refuse('opinion-missing');
    return [{ type: 'desk.delegation-ended', data: { stage: here(situation) }, ...wordsInside(situation, opinion) }];
  },
};

/**
 * 拿回: whoever passed the case takes it back, as long as nobody has acted on it since and its round has not frozen the candidates; or the
 * office its decision, before anybody who signs after it has answered. The limit runs on as if the case had never left.
 */
export const takeBack: Rule<'take-back'> = {
  open: (situation) => {
    const { state, facts, procedure } = situation;
    if (state.phase !== 'running') return refuse('not-now');
    if (state.desk.decided) return onDesk(situation, (post) => mayUndecide(situation, post));
    if (!isPasser(situation)) return refuse('too-late-to-take-back');
    return procedure.round ? frozen(facts.round) : null;
  },
  rule: (situation, { opinion }) => {
    const { state } = situation;
    const stage = here(situation);
    const words = wordsInside(situation, opinion);
    if (state.desk.decided || !state.passage) {
      const back: DecidedEvent = {
        type: 'desk.taken-back',
        data: { from: stage, to: stage, endorsed: state.endorsed },
      };
      return [{ ...back, ...words }];
    }
    const { from } = state.passage;
    const back: DecidedEvent = {
      type: 'desk.taken-back',
      data: { from: stage, to: from, endorsed: from !== stage && isSecondOffice(situation, from) },
      ...words,
    };
    return from === stage ? [back] : [enter(situation, from), back];
  },
};

/** 催办: the applicant asks an office that has the case to go on; once a day. It is told, and it is recorded. */
export const urge: Rule<'urge'> = {
  open: ({ actor, state, procedure, today }) => {
    if (actor.kind !== 'person' || actor.organisation !== state.applicant) return refuse('not-permitted');
    const holder = holderOf(procedure, state);
    if (!state.stage || (holder?.kind !== 'district' && holder?.kind !== 'bureau')) return refuse('not-now');
    return state.desk.urgedOn === today ? refuse('urged-already', { params: { next: addDays(today, 1) } }) : null;
  },
  rule: (situation) => [{ type: 'desk.urged', data: { stage: here(situation), on: situation.today } }],
};

/**
 * 提级办理: the office has nobody who could decide (none on the post, all on leave without anybody standing in, or all of the applicant's
 * own firm): the post above it acts in its stead, and may give the case back to the office as soon as somebody is there.
 */
export const raise: Rule<'raise'> = {
  open: (situation) => {
    const { actor, procedure, state } = situation;
    const byHand = actor.kind === 'person' && actor.role === 'operations';
    if (actor.kind !== 'system' && !byHand) return refuse('not-permitted');
    const post = deskOf(procedure, state);
    const answered =
      state.desk.decided && waitingSigners(situation, 'after').some(({ person }) => canSign(situation, person));
    if (!post || !isEmpty(situation, post) || answered) return refuse('not-now');
    return postAbove(situation) ? null : refuse('person-unknown');
  },
  rule: (situation) => {
    const above = postAbove(situation);
    if (!above) return refuse('person-unknown');
    const { organisation, role } = above;
    return [{ type: 'desk.raised', data: { stage: here(situation), organisation, role } }];
  },
};

function here({ state }: Situation): string {
  return state.stage ?? '';
}

/** The verbs of an office exist where one office has the case on its desk. */
export function onDesk(situation: Situation, judge: (post: Post) => Refusal | null): Refusal | null {
  const post = deskOf(situation.procedure, situation.state);
  return post ? judge(post) : refuse('not-now');
}

/** A step that needs a colleague is closed while there is none. */
export function nobody(candidates: readonly unknown[]): Refusal | null {
  return candidates.length === 0 ? refuse('person-unknown') : null;
}

function mayPassOn(situation: Situation, post: Post): Refusal | null {
  const places = placesOf(situation, post);
  if (places.length === 0) return refuse('not-permitted');
  const { assignee, delegate: running } = situation.state.desk;
  if (!running && (assignee === null || places.includes(assignee))) return null;
  const has = [running?.person ?? null, running?.by ?? null, assignee].filter((person) => person !== null);
  return has.some((person) => isPresent(situation, person, post)) ? refuse('desk-of-another') : null;
}

function successors(situation: Situation, post: Post): readonly { person: string; organisation: string }[] {
  const { actor, state } = situation;
  const { assignee, delegate: running } = state.desk;
  const present = running?.person ?? assignee ?? (actor.kind === 'person' ? actor.person : null);
  return colleagues(situation, post).filter(({ person }) => person !== present);
}

/** Who may prepare the case: colleagues on the same post. */
function helpers(situation: Situation, post: Post): readonly string[] {
  const { actor, state } = situation;
  const others = colleagues(situation, post).filter(({ organisation }) => organisation === post.organisation);
  return others
    .map(({ person }) => person)
    .filter((person) => person !== state.desk.assignee && !(actor.kind === 'person' && actor.person === person));
}

function mayUndecide(situation: Situation, post: Post): Refusal | null {
  const places = placesOf(situation, post);
  const { assignee, signers } = situation.state.desk;
  if (places.length === 0) return refuse('not-permitted');
  if (assignee !== null && !places.includes(assignee)) return refuse('desk-of-another');
  const after = signers.filter(({ position }) => position === 'after');
  return after.length === waitingSigners(situation, 'after').length ? null : refuse('too-late-to-take-back');
}

/** Whoever passed the case last, still on the post from which it was passed. */
function isPasser(situation: Situation): boolean {
  const { actor, procedure, state } = situation;
  const { passage } = state;
  if (actor.kind !== 'person' || passage?.by !== actor.person || state.suspension || state.correction) return false;
  const stage = procedure.stages.find(({ id }) => id === passage.from);
  if (stage?.kind !== 'review') return false;
  const offices = [stage.office, ...(stage.countersign ? [stage.countersign] : [])];
  return offices.some((office) => samePost(actor, postOf(office, state.district)));
}

function isSecondOffice({ actor, procedure, state }: Situation, from: string): boolean {
  const stage = procedure.stages.find(({ id }) => id === from);
  if (stage?.kind !== 'review' || !stage.countersign || actor.kind !== 'person') return false;
  return samePost(actor, postOf(stage.countersign, state.district));
}
