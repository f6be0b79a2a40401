import type { Actor } from '../process/actor.js';
import { postOf } from '../process/desk-post.js';
import { inPlaceOf, placesOn } from '../process/places.js';
import type { Office, Procedure, RoundRules } from '../process/procedure.js';
import { refuse, type Refusal } from '../process/refusal.js';
import type { RoundCommandType } from './round-command.js';
import type { RoundFacts } from './round-facts.js';

/** Whoever acts upon a round, and what is known of his office. */
interface Hand {
  readonly rules: RoundRules;
  readonly actor: Actor;
  readonly facts: RoundFacts;
}

/** The acts of the bureau in a round. A district's list is given by whoever of its office is there. */
const OFFICES: { readonly [T in RoundCommandType]?: (rules: RoundRules) => Office } = {
  call: ({ office }) => office,
  propose: ({ leader }) => leader,
  issue: ({ leader }) => leader,
};

function postFor(rules: RoundRules, type: RoundCommandType) {
  const office = OFFICES[type]?.(rules);
  return office ? postOf(office, '') : null;
}

/** Whether the actor may do this for its office today: on the post, or standing in for somebody there (请假代办). */
export function entitledInRound({ rules, actor, facts }: Hand, type: RoundCommandType): Refusal | null {
  const post = postFor(rules, type);
  return post && placesOn(facts.office, actor, post).length > 0 ? null : refuse('not-permitted');
}

/** The colleague on leave in whose place the actor gives the command to the round; null when the actor acts for himself. */
export function standsInForRound(
  { round: rules }: Procedure,
  type: RoundCommandType,
  facts: RoundFacts,
  actor: Actor,
): string | null {
  const post = rules ? postFor(rules, type) : null;
  return post && inPlaceOf(facts.office, actor, post);
}

/**
 * 回避: nobody decides upon a list with a case of the firm to which he belongs himself, in whatever role. A colleague on the post does, or
 * whoever stands in for him. Source: as for single cases; a list is a decision upon each of its entries, against all others.
 */
export function ownFirmListed({ actor, facts }: Hand, listed: readonly string[]): Refusal | null {
  if (actor.kind !== 'person') return null;
  const firms = facts.office?.ownFirms ?? [];
  const own = facts.cases.filter(({ caseId, state }) => listed.includes(caseId) && firms.includes(state.applicant));
  const cases = own.map(({ caseId }) => caseId).join(', ');
  return cases === '' ? null : refuse('own-firm-listed', { params: { cases } });
}
