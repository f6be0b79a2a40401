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
  /** When the person has last shown who they are; seconds since 1970. */
  readonly authenticatedAt: number | null;
  /** Whether it is time to note that the browser is still there: `touchWebSession`. */
  readonly untouched: boolean;
}

interface Row {
  readonly issuer: string;
  readonly subject: string;
  readonly organisation: string | null;
  readonly role: Role | null;
  readonly expires: string;
  readonly authenticated: string | null;
  readonly untouched: boolean;
}

interface NewSession {
  readonly issuer: string;
  readonly subject: string;
  /** So long it lasts at most. */
  readonly seconds: number;
  /** Seconds since 1970. */
  readonly authenticatedAt: number;
  /** The secret of the session that the browser had before: it ends, and the membership chosen in it goes on if it was the same person's. */
  readonly before: string | undefined;
}

/** So exactly is known when a browser was last heard of. */
const TOUCH_SECONDS = 60;

const SECRET_BYTES = 32;

/** Opens a session for whoever the identity provider has named, and forgets those that are over. @returns the secret for the cookie, kept nowhere else. */
export async function openWebSession(session: Session, wanted: NewSession): Promise<string> {
  const { issuer, subject, seconds, authenticatedAt, before } = wanted;
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await session.execute('DELETE FROM web_session WHERE expires_at < now()');
  const [former] = await session.rows<{ organisation: string | null; role: Role | null }>(
    'SELECT organisation, role FROM web_session WHERE id_hash = $1 AND issuer = $2 AND subject = $3',
    [hashed(before ?? ''), issuer, subject],
  );
  if (before !== undefined) await endWebSession(session, before);
  await session.execute(
    `INSERT INTO web_session (id_hash, issuer, subject, organisation, role, expires_at, authenticated_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), to_timestamp($7))`,
    [hashed(secret), issuer, subject, former?.organisation ?? null, former?.role ?? null, seconds, authenticatedAt],
  );
  return secret;
}

/** The session behind a cookie; null when there is none, it is over, or nothing was heard of the browser for `idleSeconds`. */
export async function webSessionOf(session: Session, secret: string, idleSeconds: number): Promise<WebSession | null> {
  const row = await session.first<Row>(
    `SELECT issuer, subject, organisation, role, extract(epoch FROM expires_at)::bigint AS expires,
            extract(epoch FROM authenticated_at)::bigint AS authenticated, seen_at < now() - make_interval(secs => $2) AS untouched
       FROM web_session WHERE id_hash = $1 AND expires_at > now() AND seen_at > now() - make_interval(secs => $3)`,
    [hashed(secret), TOUCH_SECONDS, idleSeconds],
  );
  if (!row) return null;
  const { expires, authenticated, ...rest } = row;
  return { ...rest, expires: Number(expires), authenticatedAt: authenticated === null ? null : Number(authenticated) };
}

/** Notes that the browser is still there. */
export async function touchWebSession(session: Session, secret: string): Promise<void> {
  await session.execute('UPDATE web_session SET seen_at = now() WHERE id_hash = $1', [hashed(secret)]);
}

/**
 * Ends all that a person was given: the identity provider has signed them out, or knows them no longer. Sessions go, and tokens that were issued
 * until then open nothing (`standingsOf`). @param at seconds since 1970, by the provider's clock
 */
export async function signOutEverywhere(session: Session, issuer: string, subject: string, at: number): Promise<void> {
  await session.execute('DELETE FROM web_session WHERE issuer = $1 AND subject = $2', [issuer, subject]);
  await session.execute(
    `INSERT INTO signed_out AS s (issuer, subject, at) VALUES ($1, $2, to_timestamp($3))
     ON CONFLICT (issuer, subject) DO UPDATE SET at = greatest(s.at, excluded.at)`,
    [issuer, subject, at],
  );
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
