import DataLoader from 'dataloader';
import {
  dateOf,
  deskOrganisations,
  type Actor,
  type CaseState,
  type DateText,
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

/** The people of organisations, and who stands in for whom on a day. */
type Staff = Pick<OfficeFact, 'members' | 'standIns'>;

interface Asked {
  readonly organisations: readonly string[];
  readonly on: DateText;
}

const loaders = new WeakMap<Session, DataLoader<Asked, Staff>>();

/**
 * The people of the office that decides now, of those above it and of the one for which the actor acts, who of them is on leave today, and
 * who belongs to the applicant. Decisions that are taken together ask together; nothing is remembered.
 */
export async function officeOf(
  session: Session,
  { procedure, state }: StaffedCase,
  actor: Actor,
  now: Instant,
): Promise<OfficeFact> {
  const { applicant } = state;
  const desks = [...deskOrganisations(procedure, state), ...(actor.kind === 'person' ? [actor.organisation] : [])];
  const { members, standIns } = await staffOf(session, { organisations: [...desks, applicant], on: dateOf(now) });
  return {
    members: members.filter(({ organisation }) => desks.includes(organisation)),
    standIns: standIns.filter(({ organisation }) => desks.includes(organisation)),
    ofTheApplicant: members.filter(({ organisation }) => organisation === applicant).map(({ person }) => person),
  };
}

/** The people of the office for which somebody acts upon a round, and the firms to which the actor belongs; null for clock and engine. */
export async function roundOfficeOf(session: Session, actor: Actor, now: Instant): Promise<RoundOfficeFact | null> {
  if (actor.kind !== 'person') return null;
  const [{ members, standIns }, firms] = await Promise.all([
    staffOf(session, { organisations: [actor.organisation], on: dateOf(now) }),
    session.rows<{ organisation: string }>(
      `SELECT DISTINCT organisation FROM member WHERE sub = $1 AND organisation LIKE 'enterprise:%' ORDER BY organisation`,
      [actor.person],
    ),
  ]);
  return { members, standIns, ownFirms: firms.map(({ organisation }) => organisation) };
}

function staffOf(session: Session, asked: Asked): Promise<Staff> {
  const loader = loaders.get(session) ?? new DataLoader((all) => staffsOf(session, all), { cache: false });
  loaders.set(session, loader);
  return loader.load(asked);
}

type Member = Staff['members'][number];
type Leave = Staff['standIns'][number] & { readonly from_date: string; readonly until_date: string };

async function staffsOf(session: Session, asked: readonly Asked[]): Promise<Staff[]> {
  const all = [...new Set(asked.flatMap(({ organisations }) => organisations))];
  const [members, leaves] = await Promise.all([
    session.rows<Member>(
      `SELECT DISTINCT sub AS person, organisation, role FROM member WHERE organisation = ANY($1)
        ORDER BY organisation, role, sub`,
      [all],
    ),
    session.rows<Leave>(
      `SELECT organisation, absent, person, from_date, until_date FROM stand_in
        WHERE organisation = ANY($1) AND withdrawn_at IS NULL AND until_date >= $2 ORDER BY id`,
      [all, asked.map(({ on }) => on).sort()[0]],
    ),
  ]);
  return asked.map(({ organisations, on }) => ({
    members: members.filter(({ organisation }) => organisations.includes(organisation)),
    standIns: leaves
      .filter(({ organisation }) => organisations.includes(organisation))
      .filter(({ from_date: from, until_date: until }) => from <= on && on <= until)
      .map(({ organisation, absent, person }) => ({ organisation, absent, person })),
  }));
}
