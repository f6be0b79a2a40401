import type { Role } from './actor.js';
import { organisationOf, roleOf } from './parties.js';
import type { Office, Procedure } from './procedure.js';
import type { CaseState } from './state.js';

/** A role in an organisation: whoever holds it may act there. */
export interface Post {
  readonly organisation: string;
  readonly role: Role;
}

/** The post that fills an office for the cases of a district. */
export function postOf(office: Office, district: string): Post {
  return { organisation: organisationOf(office, district), role: roleOf(office) };
}

/**
 * The post on whose desk the case lies: that of the running review or signature, or the one above to which it was raised. Null where no
 * single desk decides: with the enterprise, a panel, a round, the public.
 */
export function deskOf(procedure: Procedure, state: CaseState): Post | null {
  const own = ownPost(procedure, state);
  return own && (state.desk.raised ?? own);
}

/** The post that the procedure gives the decision to. */
export function ownPost(procedure: Procedure, state: CaseState): Post | null {
  if (state.phase !== 'running' || state.correction || state.suspension) return null;
  const office = officeDeciding(procedure, state);
  return office && postOf(office, state.district);
}

function officeDeciding({ stages }: Procedure, { stage: id, endorsed }: CaseState): Office | null {
  const stage = stages.find((candidate) => candidate.id === id);
  if (stage?.kind === 'sign-off') return stage.decidedBy === 'round' ? null : stage.office;
  if (stage?.kind !== 'review' || stage.verb === 'recommend') return null;
  return endorsed ? (stage.countersign ?? stage.office) : stage.office;
}

/**
 * 提级办理: who acts, in this order, when nobody of the post can. Above a district stands the bureau that runs the programme; above a
 * bureau's officers, its leader; above a leader nobody.
 */
export function postsAbove(procedure: Procedure, state: CaseState): readonly Post[] {
  const own = ownPost(procedure, state);
  if (!own || own.role === 'leader') return [];
  const bureau = own.role === 'officer' ? own.organisation : runningBureau(procedure);
  if (bureau === null) return [];
  const chain = (['officer', 'leader'] as const).map((role) => ({ organisation: bureau, role }));
  const reached = state.desk.raised ?? own;
  return chain.slice(chain.findIndex((post) => samePost(post, reached)) + 1);
}

/** The organisations whose people matter for the desk of the case: that of the post, and those above it. */
export function deskOrganisations(procedure: Procedure, state: CaseState): readonly string[] {
  const posts = [ownPost(procedure, state), state.desk.raised, ...postsAbove(procedure, state)];
  return [...new Set(posts.flatMap((post) => (post ? [post.organisation] : [])))];
}

export function samePost(a: Post, b: Post): boolean {
  return a.organisation === b.organisation && a.role === b.role;
}

function runningBureau({ round, stages }: Procedure): string | null {
  const offices = [...(round ? [round.office] : []), ...stages.map(({ office }) => office)];
  const bureau = offices.find(({ body }) => body === 'bureau');
  return bureau ? organisationOf(bureau, '') : null;
}
