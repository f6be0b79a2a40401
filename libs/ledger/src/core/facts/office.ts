import DataLoader from 'dataloader';
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

/** A case of which the people count. */
interface StaffedCase {
  readonly procedure: Procedure;
  readonly state: CaseState;
}

/** Whose people count for a decision, and on which day. */
interface Asked {
  readonly desks: readonly string[];
  readonly applicant: string;
  readonly on: string;
}

const loaders = new WeakMap<Session, DataLoader<Asked, OfficeFact>>();

/**
 * The people of the office that decides now, of those above it and of the one for which the actor acts, who of them is on leave today, and
 * who belongs to the applicant. Decisions that are taken together ask together; nothing is remembered.
 */
export function officeOf(
  session: Session,
  { procedure, state }: StaffedCase,
  actor: Actor,
  now: Instant,
): Promise<OfficeFact> {
  const own = actor.kind === 'person' ? [actor.organisation] : [];
  const loader = loaders.get(session) ?? new DataLoader((asked) => officesOf(session, asked), { cache: false });
  loaders.set(session, loader);
  return loader.load({
    desks: [...deskOrganisations(procedure, state), ...own],
    applicant: state.applicant,
    on: dateOf(now),
  });
}

type Member = OfficeFact['members'][number];
type Leave = OfficeFact['standIns'][number] & { readonly from_date: string; readonly until_date: string };

async function officesOf(session: Session, asked: readonly Asked[]): Promise<OfficeFact[]> {
  const organisations = [...new Set(asked.flatMap(({ desks, applicant }) => [...desks, applicant]))];
  const [members, leaves] = await Promise.all([
    session.rows<Member>(
      `SELECT DISTINCT sub AS person, organisation, role FROM member WHERE organisation = ANY($1)
        ORDER BY organisation, role, sub`,
      [organisations],
    ),
    session.rows<Leave>(
      `SELECT organisation, absent, person, from_date, until_date FROM stand_in
        WHERE organisation = ANY($1) AND withdrawn_at IS NULL AND until_date >= $2 ORDER BY id`,
      [organisations, asked.map(({ on }) => on).sort()[0]],
    ),
  ]);
  return asked.map(({ desks, applicant, on }) => ({
    members: members.filter(({ organisation }) => desks.includes(organisation)),
    standIns: leaves
      .filter(
        ({ organisation, from_date: from, until_date: until }) =>
          desks.includes(organisation) && from <= on && on <= until,
      )
      .map(({ organisation, absent, person }) => ({ organisation, absent, person })),
    ofTheApplicant: members.filter(({ organisation }) => organisation === applicant).map(({ person }) => person),
  }));
}

/** The people of the office for which somebody acts upon a round, and the firms to which the actor belongs; null for clock and engine. */
export async function roundOfficeOf(session: Session, actor: Actor, now: Instant): Promise<RoundOfficeFact | null> {
  if (actor.kind !== 'person') return null;
  const { organisation, person } = actor;
  return session.first<RoundOfficeFact>(
    `SELECT (SELECT coalesce(json_agg(m), '[]') FROM (
               SELECT DISTINCT sub AS person, organisation, role FROM member WHERE organisation = ANY($1::text[])
                ORDER BY organisation, role, sub) m) AS members,
            (SELECT coalesce(json_agg(s), '[]') FROM (
               SELECT organisation, absent, person FROM stand_in
                WHERE organisation = ANY($1::text[]) AND withdrawn_at IS NULL AND $2::date BETWEEN from_date AND until_date
                ORDER BY id) s) AS "standIns",
            (SELECT coalesce(json_agg(DISTINCT organisation), '[]') FROM member
                       WHERE sub = $3 AND organisation LIKE 'enterprise:%') AS "ownFirms"`,
    [[organisation], dateOf(now), person],
  );
}
