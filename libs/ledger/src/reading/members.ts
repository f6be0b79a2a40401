import type { Role, Text } from '@vermilion/domain';
import type { Session } from '../session.js';

/** In which organisation and role a person may act. */
export interface Membership {
  readonly organisation: string;
  readonly role: Role;
  readonly name: Text;
}

/** The memberships of a person as the identity provider names them. The own organisation has its full name here, an expert's too. */
export async function membershipsOf(session: Session, issuer: string, subject: string): Promise<readonly Membership[]> {
  const rows = await session.rows<{ organisation: string; role: Role; name_zh: string | null; name_en: string | null }>(
    `SELECT m.organisation, m.role, p.name_zh, p.name_en FROM member m LEFT JOIN party p USING (organisation)
      WHERE m.issuer = $1 AND m.sub = $2 ORDER BY m.organisation, m.role`,
    [issuer, subject],
  );
  return rows.map((row) => ({
    organisation: row.organisation,
    role: row.role,
    name: { zh: row.name_zh ?? row.organisation, en: row.name_en ?? row.organisation },
  }));
}
