import {
  dateOf,
  deskOrganisations,
  type CaseState,
  type Instant,
  type OfficeFact,
  type Procedure,
} from '@vermilion/domain';
import type { Session } from '../../session.js';

/** The people of the office that decides now and of those above it, who of them is on leave today, and who belongs to the applicant. */
export async function officeOf(
  session: Session,
  procedure: Procedure,
  state: CaseState,
  now: Instant,
): Promise<OfficeFact> {
  const found = await session.first<OfficeFact>(
    `SELECT (SELECT coalesce(json_agg(m), '[]') FROM (
               SELECT DISTINCT sub AS person, organisation, role FROM member WHERE organisation = ANY($1::text[])
                ORDER BY organisation, role, sub) m) AS members,
            (SELECT coalesce(json_agg(s), '[]') FROM (
               SELECT organisation, absent, person FROM stand_in
                WHERE organisation = ANY($1::text[]) AND withdrawn_at IS NULL AND $3::date BETWEEN from_date AND until_date
                ORDER BY id) s) AS "standIns",
            (SELECT coalesce(json_agg(DISTINCT sub), '[]') FROM member WHERE organisation = $2) AS "ofTheApplicant"`,
    [deskOrganisations(procedure, state), state.applicant, dateOf(now)],
  );
  return found ?? { members: [], standIns: [], ofTheApplicant: [] };
}
