import { keysOf, type ErasureGround, type Instant, type Person } from '@vermilion/domain';
import { businessNow } from '../core/business-clock.js';
import { instantOf } from '../core/instant.js';
import type { SecretBox } from '../core/private-payload.js';
import { pageFrom, placeOf, type Page, type PageAsked } from '../reading/page.js';
import { inLedgerScope, type Session } from '../session.js';
import type { ErasureRow } from '../tables/erasures.js';
import { recordAct } from './acts.js';
import { holdOn, type Hold } from './erasure-hold.js';

/** That the words of a subject are to be erased, or were. */
export interface Erasure {
  readonly id: string;
  readonly subject: string;
  readonly ground: ErasureGround;
  readonly reference: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Instant | null;
}

export type ErasureRefusal = Hold | { readonly code: 'erasure-nothing-held' | 'erasure-by-one' | 'not-found' };

type Asked = Pick<Erasure, 'subject' | 'ground' | 'reference'>;

/** One erasure is asked for at a time of a subject: who asks again gets what was asked for, or was done with all that is held. */
export async function askForErasure(session: Session, by: Person, asked: Asked): Promise<Erasure | ErasureRefusal> {
  const { subject, ground, reference } = asked;
  const keys = keysOf(subject);
  const held = await inLedgerScope(session, () =>
    session.first('SELECT FROM private_payload WHERE subject = ANY($1::text[]) AND length(ciphertext) > 0', [keys]),
  );
  const before = await newestOf(session, subject);
  if (before && (before.confirmedAt === null || !held)) return before;
  if (!held) return { code: 'erasure-nothing-held' };
  const hold = await holdNow(session, subject);
  if (hold) return hold;
  const row = await session.first<ErasureRow>(
    `INSERT INTO erasure (subject, ground, reference, asked_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (subject) WHERE confirmed_at IS NULL DO NOTHING RETURNING *`,
    [subject, ground, reference, by.person],
  );
  // Somebody else may have asked at the same moment.
  if (!row) return (await newestOf(session, subject)) ?? { code: 'not-found' };
  await recordAct(session, by, 'erasure.asked', { erasure: row.id, subject, ground, reference });
  return viewOf(row);
}

/** Erases, once another than who has asked says so. Confirmed again, it says what was done. */
export async function confirmErasure(
  session: Session,
  secrets: SecretBox,
  by: Person,
  id: string,
): Promise<Erasure | ErasureRefusal> {
  const found = await session.first<ErasureRow>('SELECT * FROM erasure WHERE id = $1', [id]);
  if (!found) return { code: 'not-found' };
  if (found.confirmed_at !== null) return viewOf(found);
  if (found.asked_by === by.person) return { code: 'erasure-by-one' };
  const row = await session.first<ErasureRow>(
    'UPDATE erasure SET confirmed_by = $2, confirmed_at = now() WHERE id = $1 RETURNING *',
    [id, by.person],
  );
  // Somebody else has confirmed it a moment ago.
  if (!row) return confirmErasure(session, secrets, by, id);
  const { subject, ground, reference } = row;
  const hold = await holdNow(session, subject);
  if (hold) return hold;
  await recordAct(session, by, 'erasure.confirmed', { erasure: id, subject, ground, reference });
  await inLedgerScope(session, () => eraseAll(session, secrets, subject));
  return viewOf(row);
}

/** Erasures, the newest first. Needs the rights of the security or the audit administrator. */
export async function listErasures(session: Session, page: PageAsked): Promise<Page<Erasure>> {
  const [, before = null] = placeOf(page, 'id') ?? [];
  const rows = await session.rows<ErasureRow>(
    'SELECT * FROM erasure WHERE $1::bigint IS NULL OR id < $1::bigint ORDER BY id DESC LIMIT $2',
    [before, page.limit + 1],
  );
  return pageFrom(rows, page, ({ id }) => ['', id], viewOf);
}

async function holdNow(session: Session, subject: string): Promise<Hold | null> {
  const now = await businessNow(session);
  return inLedgerScope(session, () => holdOn(session, subject, keysOf(subject), now));
}

/** Everything that says who somebody is: words, what a firm's drafts still hold, where mail went. The chain has none of it. */
async function eraseAll(session: Session, secrets: SecretBox, subject: string): Promise<void> {
  for (const key of keysOf(subject)) await secrets.erase(session, key);
  if (!subject.startsWith('enterprise:')) return;
  await session.execute('DELETE FROM draft WHERE case_id IN (SELECT id FROM "case" WHERE applicant = $1)', [subject]);
  await session.execute(
    `UPDATE delivery SET address = '' WHERE notification_id IN (SELECT id FROM notification WHERE recipient = $1)`,
    [subject],
  );
  await session.execute('UPDATE party SET email = NULL WHERE organisation = $1', [subject]);
}

async function newestOf(session: Session, subject: string): Promise<Erasure | null> {
  const row = await session.first<ErasureRow>('SELECT * FROM erasure WHERE subject = $1 ORDER BY id DESC LIMIT 1', [
    subject,
  ]);
  return row && viewOf(row);
}

function viewOf(row: ErasureRow): Erasure {
  return {
    id: row.id,
    subject: row.subject,
    ground: row.ground,
    reference: row.reference,
    askedBy: row.asked_by,
    askedAt: instantOf(row.asked_at),
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at && instantOf(row.confirmed_at),
  };
}
