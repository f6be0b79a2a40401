import { dateOf, type DateText, type Person, type Role } from '@vermilion/domain';
import { businessNow } from '../core/business-clock.js';
import type { Session } from '../session.js';

/** A leave of a colleague. `person` stands in; nobody, when null. */
export interface StandIn {
  readonly id: string;
  readonly absent: string;
  readonly person: string | null;
  readonly from: DateText;
  readonly until: DateText;
}

export interface Leave {
  readonly absent: string;
  readonly person: string | null;
  readonly from: DateText;
  readonly until: DateText;
}

/** A person of an office, by the opaque id, with the roles held there. */
export interface Colleague {
  readonly person: string;
  readonly roles: readonly Role[];
  /** On leave today, and who stands in. */
  readonly away: boolean;
  readonly standIn: string | null;
}

const COLUMNS = `id::text AS id, absent, person, from_date AS "from", until_date AS "until"`;

/** The day of business on which the transaction takes place. */
export async function businessDay(session: Session): Promise<DateText> {
  return dateOf(await businessNow(session));
}

/** Leaves of the actor's own organisation that are not over. */
export async function standInsOf(session: Session, { organisation }: Person): Promise<readonly StandIn[]> {
  return session.rows<StandIn>(
    `SELECT ${COLUMNS} FROM stand_in WHERE organisation = $1 AND withdrawn_at IS NULL AND until_date >= $2::date
      ORDER BY from_date, id`,
    [organisation, await businessDay(session)],
  );
}

/** The people of the actor's own organisation. */
export async function colleaguesOf(session: Session, { organisation }: Person): Promise<readonly Colleague[]> {
  return session.rows<Colleague>(
    `SELECT m.person, m.roles, s.absent IS NOT NULL AS away, s.person AS "standIn"
       FROM (SELECT sub AS person, array_agg(DISTINCT role ORDER BY role) AS roles FROM member
              WHERE organisation = $1 GROUP BY sub) m
       LEFT JOIN LATERAL (SELECT absent, person FROM stand_in WHERE organisation = $1 AND absent = m.person
             AND withdrawn_at IS NULL AND $2::date BETWEEN from_date AND until_date ORDER BY id DESC LIMIT 1) s ON true
      ORDER BY m.person`,
    [organisation, await businessDay(session)],
  );
}

/**
 * Notes a leave; it replaces those of the same person that it touches. Who goes on leave names any colleague of the organisation; anybody
 * else only somebody of the very same role, and only for colleagues of the own role: nobody gives himself a leader's rights.
 */
export async function putStandIn(
  session: Session,
  actor: Person,
  { absent, person, from, until }: Leave,
): Promise<StandIn | 'person-unknown' | 'not-permitted'> {
  const people = await colleaguesOf(session, actor);
  const rolesOf = (one: string | null) => people.find((colleague) => colleague.person === one)?.roles ?? [];
  if (rolesOf(absent).length === 0 || absent === person) return 'person-unknown';
  if (person !== null && rolesOf(person).length === 0) return 'person-unknown';
  const same = person === null || rolesOf(absent).every((role) => rolesOf(person).includes(role));
  const own = actor.person === absent;
  if (!own && !(rolesOf(absent).every((role) => role === actor.role) && same)) return 'not-permitted';
  await session.execute(
    `UPDATE stand_in SET withdrawn_at = now(), withdrawn_by = $5 WHERE organisation = $1 AND absent = $2
        AND withdrawn_at IS NULL AND from_date <= $4::date AND until_date >= $3::date`,
    [actor.organisation, absent, from, until, actor.person],
  );
  const row = await session.first<StandIn>(
    `INSERT INTO stand_in (organisation, absent, person, from_date, until_date, set_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [actor.organisation, absent, person, from, until, actor.person],
  );
  if (!row) throw new Error('the leave was not written');
  return row;
}

/** Ends a leave at once: by who is on it, or by a colleague of the same role. @returns null when there is none of the organisation's. */
export async function withdrawStandIn(
  session: Session,
  actor: Person,
  id: string,
): Promise<'withdrawn' | 'not-permitted' | null> {
  const leave = await session.first<{ absent: string; roles: Role[] }>(
    `SELECT absent, ARRAY(SELECT DISTINCT role FROM member m WHERE m.sub = absent AND m.organisation = s.organisation) AS roles
       FROM stand_in s WHERE id = $1 AND organisation = $2 AND withdrawn_at IS NULL`,
    [id, actor.organisation],
  );
  if (!leave) return null;
  const may = leave.absent === actor.person || leave.roles.every((role) => role === actor.role);
  if (!may) return 'not-permitted';
  await session.execute('UPDATE stand_in SET withdrawn_at = now(), withdrawn_by = $2 WHERE id = $1', [
    id,
    actor.person,
  ]);
  return 'withdrawn';
}
