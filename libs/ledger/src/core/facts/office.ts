import {
  dateOf,
  deskOrganisations,
  type Actor,
  type CaseState,
  type Instant,
  type OfficeFact,
  type Procedure,
  type RoundOfficeFact,
} from '@vermilion/domain';
import type { Session } from '../../session.js';

/** The people of an organisation, and who of them is on leave on a day: `$1` organisations, `$2` the day. */
const STAFF = `(SELECT coalesce(json_agg(m), '[]') FROM (
               SELECT DISTINCT sub AS person, organisation, role FROM member WHERE organisation = ANY($1::text[])
                ORDER BY organisation, role, sub) m) AS members,
            (SELECT coalesce(json_agg(s), '[]') FROM (
               SELECT organisation, absent, person FROM stand_in
                WHERE organisation = ANY($1::text[]) AND withdrawn_at IS NULL AND $2::date BETWEEN from_date AND until_date
                ORDER BY id) s) AS "standIns"`;

/** A case of which the people count. */
interface StaffedCase {
  readonly procedure: Procedure;
  readonly state: CaseState;
}

/**
 * The people of the office that decides now, of those above it and of the one for which the actor acts, who of them is on leave today, and
 * who belongs to the applicant.
 */
export async function officeOf(
  session: Session,
  { procedure, state }: StaffedCase,
  actor: Actor,
  now: Instant,
): Promise<OfficeFact> {
  const own = actor.kind === 'person' ? [actor.organisation] : [];
  const found = await session.first<OfficeFact>(
    `SELECT ${STAFF}, (SELECT coalesce(json_agg(DISTINCT sub), '[]') FROM member WHERE organisation = $3) AS "ofTheApplicant"`,
    [[...deskOrganisations(procedure, state), ...own], dateOf(now), state.applicant],
  );
  return found ?? { members: [], standIns: [], ofTheApplicant: [] };
}

/** The people of the office for which somebody acts upon a round, and the firms to which the actor belongs; null for clock and engine. */
export async function roundOfficeOf(session: Session, actor: Actor, now: Instant): Promise<RoundOfficeFact | null> {
  if (actor.kind !== 'person') return null;
  const { organisation, person } = actor;
  return session.first<RoundOfficeFact>(
    `SELECT ${STAFF}, (SELECT coalesce(json_agg(DISTINCT organisation), '[]') FROM member
                       WHERE sub = $3 AND organisation LIKE 'enterprise:%') AS "ownFirms"`,
    [[organisation], dateOf(now), person],
  );
}
