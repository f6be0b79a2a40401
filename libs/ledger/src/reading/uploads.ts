import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { lockDraftOf } from '../core/open-draft.js';
import type { Session } from '../session.js';
import type { UploadRow } from '../tables/uploads.js';
import { attachDocument, documentById, type DocumentEntry, type NewDocument } from './documents.js';

/** A file that is coming in parts; the first `offset` bytes are safe. */
export interface UploadEntry {
  readonly id: string;
  readonly caseId: string;
  readonly type: string;
  readonly name: string;
  readonly media: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly offset: number;
  readonly touchedAt: Instant;
}

export interface NewUpload extends Omit<UploadEntry, 'offset' | 'touchedAt'> {
  readonly openedBy: string;
}

const COLUMNS = 'id, case_id, type, name, media, bytes, sha256, received, touched_at';

/**
 * Begins the upload of a file, or finds the one that was begun before: the same bytes for the same document. A different file for this document takes
 * the place of one that never arrived (`replaced`). Null when the application is not with the enterprise, or not the actor's.
 */
export async function openUpload(
  session: Session,
  upload: NewUpload,
): Promise<{ readonly upload: UploadEntry; readonly replaced: string | null } | null> {
  if (!(await takesDocument(session, upload))) return null;
  const begun = await session.first<UploadRow>(
    `SELECT ${COLUMNS} FROM upload WHERE case_id = $1 AND type = $2 FOR UPDATE`,
    [upload.caseId, upload.type],
  );
  if (begun && isSame(begun, upload)) return { upload: entryOf(begun), replaced: null };
  if (begun) await dropUpload(session, begun.id);
  const { id, caseId, type, name, media, bytes, sha256, openedBy } = upload;
  const row = await session.first<UploadRow>(
    `INSERT INTO upload (id, case_id, type, name, media, bytes, sha256, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
    [id, caseId, type, name, media, bytes, sha256, openedBy],
  );
  return row && { upload: entryOf(row), replaced: begun?.id ?? null };
}

/** One upload; null when there is none that the actor may see, or it is over. */
export async function uploadById(session: Session, id: string): Promise<UploadEntry | null> {
  const row = await session.first<UploadRow>(`SELECT ${COLUMNS} FROM upload WHERE id = $1`, [id]);
  return row && entryOf(row);
}

/** The files of a case that have not arrived whole. */
export async function uploadsOf(session: Session, caseId: string): Promise<readonly UploadEntry[]> {
  const rows = await session.rows<UploadRow>(`SELECT ${COLUMNS} FROM upload WHERE case_id = $1 ORDER BY type`, [
    caseId,
  ]);
  return rows.map(entryOf);
}

/**
 * Counts a part whose bytes are safe. Only who holds the row may put the part into its place (`place`), so that of two which begin at the same
 * byte one counts. @returns the upload as it stands then; null when it is over
 */
export async function advanceUpload(
  session: Session,
  part: { readonly id: string; readonly from: number; readonly bytes: number },
  place: () => Promise<void>,
): Promise<{ readonly upload: UploadEntry; readonly counted: boolean } | null> {
  const row = await session.first<UploadRow>(`SELECT ${COLUMNS} FROM upload WHERE id = $1 FOR UPDATE`, [part.id]);
  if (!row) return null;
  if (row.received !== part.from) return { upload: entryOf(row), counted: false };
  await place();
  const advanced = await session.first<UploadRow>(
    `UPDATE upload SET received = received + $2, touched_at = now() WHERE id = $1 RETURNING ${COLUMNS}`,
    [part.id, part.bytes],
  );
  return advanced && { upload: entryOf(advanced), counted: true };
}

/** Attaches the file that has arrived, and ends its upload; who comes a second time gets the document of the first. Null as `attachDocument`. */
export async function attachUploaded(session: Session, document: NewDocument): Promise<DocumentEntry | null> {
  if (!(await dropUpload(session, document.id))) return documentById(session, document.id);
  return attachDocument(session, document);
}

/** @returns whether there was one. */
export async function dropUpload(session: Session, id: string): Promise<boolean> {
  return (await session.execute('DELETE FROM upload WHERE id = $1', [id])) > 0;
}

/** Ends the uploads that nobody has gone on with for so long. Needs the rights of the engine. @returns how many. */
export async function abandonedUploads(session: Session, hours: number): Promise<number> {
  return session.execute('DELETE FROM upload WHERE touched_at < now() - make_interval(hours => $1)', [hours]);
}

/** Which of these uploads are going on. Needs the rights of the engine. */
export async function uploadsKnown(session: Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{ id: string }>('SELECT id FROM upload WHERE id = ANY($1::uuid[])', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Whether the application is with the enterprise, or has promised this document. */
async function takesDocument(session: Session, { caseId, type }: NewUpload): Promise<boolean> {
  const draft = await lockDraftOf(session, caseId);
  return draft !== null && (draft.open || draft.promised.includes(type));
}

function isSame(row: UploadRow, { sha256, bytes, media, name }: NewUpload): boolean {
  return row.sha256 === sha256 && row.bytes === bytes && row.media === media && row.name === name;
}

function entryOf(row: UploadRow): UploadEntry {
  const { id, type, name, media, bytes, sha256, received } = row;
  return {
    id,
    caseId: row.case_id,
    type,
    name,
    media,
    bytes,
    sha256,
    offset: received,
    touchedAt: instantOf(row.touched_at),
  };
}
