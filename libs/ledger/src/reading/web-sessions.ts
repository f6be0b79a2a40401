import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@vermilion/domain';
import type { Session } from '../session.js';

/** Who is signed in with a browser, until when, and in which of the own memberships. */
export interface WebSession {
  readonly issuer: string;
  readonly subject: string;
  readonly organisation: string | null;
  readonly role: Role | null;
  /** Seconds since 1970. */
  readonly expires: number;
}

interface Row extends Omit<WebSession, 'expires'> {
  readonly expires: string;
}

const SECRET_BYTES = 32;

/** Opens a session for whoever the identity provider has named, and forgets those that are over. @returns the secret for the cookie, kept nowhere else. */
export async function openWebSession(
  session: Session,
  { issuer, subject, seconds }: { readonly issuer: string; readonly subject: string; readonly seconds: number },
): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await session.execute('DELETE FROM web_session WHERE expires_at < now()');
  await session.execute(
    `INSERT INTO web_session (id_hash, issuer, subject, expires_at) VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
    [hashed(secret), issuer, subject, seconds],
  );
  return secret;
}

/** The session behind a cookie; null when there is none, or it is over. */
export async function webSessionOf(session: Session, secret: string): Promise<WebSession | null> {
  const row = await session.first<Row>(
    `SELECT issuer, subject, organisation, role, extract(epoch FROM expires_at)::bigint AS expires
       FROM web_session WHERE id_hash = $1 AND expires_at > now()`,
    [hashed(secret)],
  );
  return row && { ...row, expires: Number(row.expires) };
}

/** Keeps the membership in which the person goes on. Whether it is one of theirs, is asked with each request. */
export async function chooseMembership(
  session: Session,
  secret: string,
  { organisation, role }: { readonly organisation: string; readonly role: Role },
): Promise<void> {
  await session.execute('UPDATE web_session SET organisation = $2, role = $3 WHERE id_hash = $1', [
    hashed(secret),
    organisation,
    role,
  ]);
}

/** Signs out: the cookie opens nothing from now on. */
export async function endWebSession(session: Session, secret: string): Promise<void> {
  await session.execute('DELETE FROM web_session WHERE id_hash = $1', [hashed(secret)]);
}

function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
