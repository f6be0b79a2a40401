import type { CommandType } from '../process/command.js';
import type { OfficeFact } from '../process/facts.js';
import { deskOf, ownPost, postsAbove, samePost, type Post } from '../process/desk-post.js';
import { absentFor, holdsPost, placesOn } from '../process/places.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Situation } from '../process/situation.js';
import type { Signer } from '../process/state.js';
import { besideInPlaceOf } from './beside-desk.js';

/** Roles in which people decide upon the cases of others. */
const OFFICIAL: ReadonlySet<string> = new Set(['reviewer', 'officer', 'leader']);

const NOBODY: OfficeFact = { members: [], standIns: [], ofTheApplicant: [] };

function people({ facts }: Situation): OfficeFact {
  return facts.office ?? NOBODY;
}

/** 回避: nobody decides upon the firm to which he belongs himself, in whatever role. */
export function ownFirm({ actor, facts }: Situation): Refusal | null {
  const official = actor.kind === 'person' && OFFICIAL.has(actor.role);
  return official && facts.office?.ofTheApplicant.includes(actor.person) ? refuse('self-review') : null;
}

function holds(situation: Situation, person: string, post: Post): boolean {
  return holdsPost(situation.facts.office, person, post);
}

/** The places that the actor may take on a desk today. Empty: he has no business there. */
export function placesOf({ facts, actor }: Situation, post: Post): readonly string[] {
  return placesOn(facts.office, actor, post);
}

/** For whom the actor acts with a command, when not for himself: during leave the record names both. Null also where no office acts. */
export function actingFor(situation: Situation, type: CommandType): string | null {
  const { actor, procedure, state } = situation;
  const beside = besideInPlaceOf(situation, type);
  if (beside !== undefined) return beside;
  const post = deskOf(procedure, state);
  if (actor.kind !== 'person' || !post) return null;
  const waiting = state.desk.signers.filter(({ status }) => status === 'waiting');
  const signer = type === 'give-opinion' ? signerFor(situation, waiting, post) : null;
  const place = signer?.person ?? placeTaken(situation, post, actor.person);
  return place === actor.person ? null : place;
}

/** On the desk of somebody, his place; else the own one, and failing that a colleague's. */
function placeTaken(situation: Situation, post: Post, own: string): string | null {
  const { assignee, delegate } = situation.state.desk;
  const places = placesOf(situation, post);
  const meant = [delegate?.person, assignee, own].find((person) => person && places.includes(person));
  return meant ?? places[0] ?? null;
}

/** On the post, not on leave, and free to act: not of the applicant's own firm, as may turn out later. */
export function isPresent(situation: Situation, person: string, post: Post): boolean {
  return holds(situation, person, post) && !isAway(situation, person, post) && !isOfTheApplicant(situation, person);
}

function isAway(situation: Situation, person: string, { organisation }: Post): boolean {
  return people(situation).standIns.some((leave) => leave.absent === person && leave.organisation === organisation);
}

/** Whether somebody would do what is given to the person: himself, or whoever stands in; neither of them of the applicant's own firm. */
function isReachable(situation: Situation, person: string, post: Post): boolean {
  if (!holds(situation, person, post)) return false;
  return isAway(situation, person, post) ? isCovered(situation, person, post) : !isOfTheApplicant(situation, person);
}

function isCovered(situation: Situation, absent: string, post: Post): boolean {
  const { organisation } = post;
  const { members, standIns } = people(situation);
  return standIns.some(
    (leave) =>
      leave.absent === absent &&
      leave.organisation === organisation &&
      leave.person !== null &&
      !isAway(situation, leave.person, post) &&
      !isOfTheApplicant(situation, leave.person) &&
      members.some((member) => member.person === leave.person && member.organisation === organisation),
  );
}

function isOfTheApplicant(situation: Situation, person: string): boolean {
  return people(situation).ofTheApplicant.includes(person);
}

/** Whether nobody at all could decide on the post today. */
export function isEmpty(situation: Situation, post: Post): boolean {
  return !people(situation).members.some(
    (member) => samePost(member, post) && isReachable(situation, member.person, post),
  );
}

/** Everybody who can be given the case: the colleagues on the post; of a raised case, also the office from which it came. */
export function colleagues(situation: Situation, post: Post): readonly { person: string; organisation: string }[] {
  const own = ownPost(situation.procedure, situation.state);
  const posts = [post, ...(own && !samePost(own, post) ? [own] : [])];
  return people(situation).members.filter(
    (member) =>
      posts.some((each) => samePost(member, each) && isReachable(situation, member.person, each)) &&
      !isOfTheApplicant(situation, member.person),
  );
}

/** Everybody of the organisation who may be asked to sign, whatever the role: a leader's consent, a lawyer's opinion. */
export function possibleSigners(situation: Situation, { organisation }: Post): readonly string[] {
  const { members } = people(situation);
  const { actor, state } = situation;
  const there = state.desk.signers.map(({ person }) => person);
  const asked = members.filter(
    (member) =>
      member.organisation === organisation &&
      !(actor.kind === 'person' && actor.person === member.person) &&
      !there.includes(member.person) &&
      isReachable(situation, member.person, member) &&
      !isOfTheApplicant(situation, member.person),
  );
  return [...new Set(asked.map(({ person }) => person))];
}

/** Whether a signer could still answer. */
export function canSign(situation: Situation, person: string): boolean {
  return people(situation).members.some((member) => member.person === person && isReachable(situation, person, member));
}

/** Whose signature the actor may give among these: his own, or that of somebody for whom he stands in. */
export function signerFor(situation: Situation, waiting: readonly Signer[], { organisation }: Post): Signer | null {
  const { actor } = situation;
  if (actor.kind !== 'person' || actor.organisation !== organisation) return null;
  const own = waiting.find(({ person }) => person === actor.person);
  return own ?? waiting.find(({ person }) => absentFor(situation.facts.office, actor).includes(person)) ?? null;
}

/** The first post above at which somebody can act. */
export function postAbove(situation: Situation): Post | null {
  const above = postsAbove(situation.procedure, situation.state);
  return above.find((post) => !isEmpty(situation, post)) ?? null;
}

/** Signers who have not answered yet. */
export function waitingSigners({ state }: Situation, position: Signer['position']): readonly Signer[] {
  return state.desk.signers.filter((signer) => signer.position === position && signer.status === 'waiting');
}

/**
 * Whether the actor has the case in hand: on the post, nobody else's desk (转办), not being prepared by a delegate (委派), and not passed
 * already, waiting for those who sign after (后加签).
 */
export function inHand(situation: Situation, post: Post): Refusal | null {
  const places = placesOf(situation, post);
  if (places.length === 0) return refuse('not-permitted');
  const { assignee, delegate, decided } = situation.state.desk;
  if (delegate || (assignee !== null && !places.includes(assignee))) return refuse('desk-of-another');
  return decided ? pending(waitingSigners(situation, 'after')) : null;
}

/** Whether the actor may decide: in hand, and whoever was asked to sign before has answered (前加签). */
export function mayDecide(situation: Situation, post: Post): Refusal | null {
  const before = waitingSigners(situation, 'before');
  return inHand(situation, post) ?? (before.length > 0 ? pending(before) : null);
}

function pending(signers: readonly Signer[]): Refusal {
  return refuse('signers-pending', { params: { pending: signers.length } });
}
