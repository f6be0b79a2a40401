import type { Role, Text } from '@vermilion/domain';
import type { Session } from '../session.js';

/** In which organisation and role a person may act. */
export interface Membership {
  readonly organisation: string;
  readonly role: Role;
  readonly name: Text;
}

/** Whether what somebody holds still opens anything, and for whom they may act. */
export interface Standing {
  readonly signedOut: boolean;
  readonly memberships: readonly Membership[];
}

interface Row {
  /** Which of those who were asked for, from 1. */
  readonly n: number;
  readonly signed_out: boolean;
  readonly organisation: string | null;
  readonly role: Role;
  readonly name_zh: string | null;
  readonly name_en: string | null;
}

/** Somebody as the identity provider names them, and since when what they show of it holds. */
export interface Credential {
  readonly issuer: string;
  readonly subject: string;
  /** Seconds since 1970; null for a session of a browser, which goes with its row. */
  readonly issuedAt: number | null;
}

/**
 * For each, in their order: the memberships, and whether the provider has signed them out since `issuedAt`. The own organisation has its full name
 * here, an expert's too.
 */
export async function standingsOf(session: Session, credentials: readonly Credential[]): Promise<readonly Standing[]> {
  const rows = await session.rows<Row>(
    `SELECT k.n::int, o.signed_out, m.organisation, m.role, p.name_zh, p.name_en
       FROM unnest($1::text[], $2::text[], $3::float8[]) WITH ORDINALITY AS k(issuer, subject, issued_at, n)
      CROSS JOIN LATERAL (SELECT EXISTS (
              SELECT FROM signed_out s WHERE s.issuer = k.issuer AND s.subject = k.subject AND s.at >= to_timestamp(k.issued_at)) AS signed_out) o
       LEFT JOIN member m ON m.issuer = k.issuer AND m.sub = k.subject LEFT JOIN party p USING (organisation)
      ORDER BY m.organisation, m.role`,
    [
      credentials.map(({ issuer }) => issuer),
      credentials.map(({ subject }) => subject),
      credentials.map(({ issuedAt }) => issuedAt),
    ],
  );
  return credentials.map((_, index) => standingIn(rows.filter(({ n }) => n === index + 1)));
}

function standingIn(rows: readonly Row[]): Standing {
  return {
    signedOut: rows.some((row) => row.signed_out),
    memberships: rows.flatMap(({ organisation, role, name_zh, name_en }) =>
      organisation === null
        ? []
        : [{ organisation, role, name: { zh: name_zh ?? organisation, en: name_en ?? organisation } }],
    ),
  };
}
