import type { Actor, Person } from './actor.js';
import { samePost, type Post } from './desk-post.js';
import type { OfficeFact } from './facts.js';

/** The people of offices, and who of them is on leave today. */
type Staff = Pick<OfficeFact, 'members' | 'standIns'>;

/**
 * 请假代办: the places that the actor may take on a post today: his own, when he holds it, and those of colleagues on leave for whom he stands
 * in. Empty: he has no business there.
 */
export function placesOn(staff: Staff | null, actor: Actor, post: Post): readonly string[] {
  if (actor.kind !== 'person' || actor.organisation !== post.organisation) return [];
  const own = actor.role === post.role ? [actor.person] : [];
  return [...own, ...absentFor(staff, actor).filter((absent) => holdsPost(staff, absent, post))];
}

/** Those on leave today for whom the person stands in. */
export function absentFor(staff: Staff | null, { person, organisation }: Person): readonly string[] {
  return (staff?.standIns ?? []).flatMap((leave) =>
    leave.person === person && leave.organisation === organisation ? [leave.absent] : [],
  );
}

/** Whether the person holds the post, present or not. */
export function holdsPost(staff: Staff | null, person: string, post: Post): boolean {
  return staff?.members.some((member) => member.person === person && samePost(member, post)) ?? false;
}

/** The colleague on leave in whose place the actor acts on the post; null when for himself, or when he has no place there. */
export function inPlaceOf(staff: Staff | null, actor: Actor, post: Post): string | null {
  const [place = null] = placesOn(staff, actor, post);
  return actor.kind === 'person' && place === actor.person ? null : place;
}
