import type { Instant, Person, Role } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { pageFrom, placeOf, type Page, type PageAsked } from '../reading/page.js';
import type { Session } from '../session.js';
import type { ContactLookRow } from '../tables/contact-looks.js';

/** That somebody had the contact of a case shown in full. */
export interface ContactLook {
  readonly id: string;
  readonly at: Instant;
  readonly person: string;
  readonly organisation: string;
  readonly role: Role;
  readonly caseId: string;
}

/** Notes, in the transaction of the look itself, who looks. The case must be one that they may see. */
export async function recordContactLook(
  session: Session,
  { person, organisation, role }: Person,
  caseId: string,
): Promise<void> {
  await session.execute('INSERT INTO contact_look (person, organisation, role, case_id) VALUES ($1, $2, $3, $4)', [
    person,
    organisation,
    role,
    caseId,
  ]);
}

/** Who has looked, the newest first. Needs the rights of the audit administrator. */
export async function listContactLooks(session: Session, page: PageAsked): Promise<Page<ContactLook>> {
  const [, before = null] = placeOf(page, 'id') ?? [];
  const rows = await session.rows<ContactLookRow>(
    'SELECT * FROM contact_look WHERE $1::bigint IS NULL OR id < $1::bigint ORDER BY id DESC LIMIT $2',
    [before, page.limit + 1],
  );
  return pageFrom(
    rows,
    page,
    ({ id }) => ['', id],
    ({ id, at, person, organisation, role, case_id }) => ({
      ...{ id, person, organisation, role },
      at: instantOf(at),
      caseId: case_id,
    }),
  );
}
