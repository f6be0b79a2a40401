import { fitsOrganisation, joinsAdministrators, type Person, type Role } from '@vermilion/domain';
import { Conditions, pageFrom, placeOf, type Page, type PageAsked } from '../reading/page.js';
import { signOutEverywhere } from '../reading/web-sessions.js';
import { inLedgerScope, type Session } from '../session.js';
import { recordAct } from './acts.js';

/** That a person may act for an organisation in a role. */
export interface Appointment {
  readonly person: string;
  readonly organisation: string;
  readonly role: Role;
}

/** Why a membership is not given or withdrawn. */
export type AppointmentRefusal =
  'own-membership' | 'role-of-another-organisation' | 'organisation-unknown' | 'administrators-joined';

interface Asked {
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
}

/** Memberships, by organisation, person and role; who is an expert is not among them. */
export async function listMembers(session: Session, asked: Asked, page: PageAsked): Promise<Page<Appointment>> {
  const where = new Conditions();
  where.add(`organisation NOT LIKE 'expert:%'`);
  if (asked.person !== undefined) where.add('sub = ?', asked.person);
  if (asked.organisation !== undefined) where.add('organisation = ?', asked.organisation);
  const [, after = '0'] = placeOf(page, 'id') ?? [];
  const from = where.parameter(/^\d{1,9}$/.test(after) ? after : '0');
  const limit = where.parameter(page.limit + 1);
  const rows = await session.rows<Appointment & { readonly place: string }>(
    `SELECT person, organisation, role, place FROM (
       SELECT sub AS person, organisation, role, row_number() OVER (ORDER BY organisation, sub, role) AS place FROM member ${where.toString()}) m
      WHERE place > ${from}::bigint ORDER BY place LIMIT ${limit}`,
    where.parameters,
  );
  return pageFrom(
    rows,
    page,
    ({ place }) => ['', place],
    ({ person, organisation, role }) => ({ person, organisation, role }),
  );
}

/**
 * Gives a person a membership; one that they have already stays. What the person holds is locked meanwhile, so that two who give at the same time
 * cannot make one person two administrators. @returns why not, or null
 */
export async function giveMembership(
  session: Session,
  by: Person,
  issuer: string,
  given: Appointment,
): Promise<AppointmentRefusal | null> {
  const { person, organisation, role } = given;
  if (person === by.person) return 'own-membership';
  if (!fitsOrganisation(role, organisation)) return 'role-of-another-organisation';
  if (!(await session.first('SELECT FROM party WHERE organisation = $1', [organisation])))
    return 'organisation-unknown';
  await lockPerson(session, issuer, person);
  const held = await session.rows<{ role: Role }>('SELECT role FROM member WHERE issuer = $1 AND sub = $2', [
    issuer,
    person,
  ]);
  if (joinsAdministrators([...held.map((one) => one.role), role])) return 'administrators-joined';
  const added = await session.execute(
    'INSERT INTO member (issuer, sub, organisation, role) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [issuer, person, organisation, role],
  );
  if (added > 0) await recordAct(session, by, 'member.given', { ...given });
  return null;
}

/** Withdraws a membership: it opens nothing from the next request on. One that is not there stays away. @returns why not, or null */
export async function withdrawMembership(
  session: Session,
  by: Person,
  issuer: string,
  taken: Appointment,
): Promise<AppointmentRefusal | null> {
  const { person, organisation, role } = taken;
  if (person === by.person) return 'own-membership';
  const removed = await session.execute(
    'DELETE FROM member WHERE issuer = $1 AND sub = $2 AND organisation = $3 AND role = $4',
    [issuer, person, organisation, role],
  );
  if (removed > 0) await recordAct(session, by, 'member.withdrawn', { ...taken });
  return null;
}

/** Ends everything that a person is signed in with. Signing in again is for the identity provider to refuse. @param at seconds since 1970 */
export async function signOutPerson(
  session: Session,
  by: Person,
  issuer: string,
  { person, at }: { readonly person: string; readonly at: number },
): Promise<void> {
  await recordAct(session, by, 'person.signed-out', { person });
  await inLedgerScope(session, () => signOutEverywhere(session, issuer, person, at));
}

async function lockPerson(session: Session, issuer: string, person: string): Promise<void> {
  await session.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 146))', [`member ${issuer} ${person}`]);
}
