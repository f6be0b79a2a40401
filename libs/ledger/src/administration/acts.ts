import type { Administrator, Instant, Person } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { Conditions, pageFrom, placeOf, type Page, type PageAsked } from '../reading/page.js';
import type { Session } from '../session.js';
import type { AdministratorActRow } from '../tables/administrators.js';

/** What administrators do, beside commands to cases and rounds: those stand in the chains of these. */
export type Act =
  | 'member.given'
  | 'member.withdrawn'
  | 'person.signed-out'
  | 'clock.moved'
  | 'calendar.published'
  | 'erasure.asked'
  | 'erasure.confirmed'
  | 'webhook.created'
  | 'webhook.disabled'
  | 'webhook.rotated'
  | 'webhook.tested'
  | 'audit.verified'
  | 'audit.acts-read'
  | 'audit.looks-read'
  | 'audit.anchors-read';

/** Something that an administrator has done. */
export interface ActEntry {
  readonly id: string;
  readonly at: Instant;
  readonly person: string;
  readonly role: Administrator;
  readonly act: string;
  readonly about: AdministratorActRow['about'];
}

/** Notes, in the transaction of the act itself, what an administrator does. */
export async function recordAct(
  session: Session,
  { person, organisation, role }: Person,
  act: Act,
  about: AdministratorActRow['about'],
): Promise<void> {
  await session.execute(
    'INSERT INTO administrator_act (person, organisation, role, act, about) VALUES ($1, $2, $3, $4, $5)',
    [person, organisation, role, act, JSON.stringify(about)],
  );
}

/**
 * What administrators have done, the newest first: `others` is what system and security administrator did, for the audit administrator; `auditor` is
 * what that one has looked at, for the security administrator.
 */
export async function listActs(session: Session, of: 'others' | 'auditor', page: PageAsked): Promise<Page<ActEntry>> {
  const where = new Conditions();
  where.add(`(role = 'auditor') = ?`, of === 'auditor');
  const place = placeOf(page, 'id');
  if (place) where.add('id < ?::bigint', place[1]);
  const limit = where.parameter(page.limit + 1);
  const rows = await session.rows<AdministratorActRow>(
    `SELECT id, at, person, role, act, about FROM administrator_act ${where.toString()} ORDER BY id DESC LIMIT ${limit}`,
    where.parameters,
  );
  return pageFrom(
    rows,
    page,
    ({ id }) => ['', id],
    ({ id, at, person, role, act, about }) => ({ id, at: instantOf(at), person, role, act, about }),
  );
}
