import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { lockDraftOf } from '../core/open-draft.js';
import type { Session } from '../session.js';
import type { DocumentRow } from '../tables/content.js';

/** An attached file. */
export interface DocumentEntry {
  readonly id: string;
  readonly caseId: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly media: string;
  readonly name: string;
  readonly path: string;
  readonly state: 'attached' | 'superseded';
  readonly at: Instant;
}

/** A file that is being attached, and by whom. */
export interface NewDocument extends Omit<DocumentEntry, 'state'> {
  readonly uploadedBy: string;
}

const COLUMNS = 'id, case_id, type, sha256, bytes, media, name, path, state, uploaded_by, at';

/** The files of a case, superseded ones included, in the order of upload. */
export async function documentsOf(session: Session, caseId: string): Promise<readonly DocumentEntry[]> {
  const rows = await session.rows<DocumentRow>(`SELECT ${COLUMNS} FROM document WHERE case_id = $1 ORDER BY at, id`, [
    caseId,
  ]);
  return rows.map(entryOf);
}

/** One file, or null when there is none that the actor may see. */
export async function documentById(session: Session, id: string): Promise<DocumentEntry | null> {
  const row = await session.first<DocumentRow>(`SELECT ${COLUMNS} FROM document WHERE id = $1`, [id]);
  return row && entryOf(row);
}

/**
 * Attaches a file whose bytes are already safe; one of the same type that was attached before is superseded. The draft is locked, so that a
 * submission under way sees either the old file or the new one. Null when the application is not with the enterprise (and the document is not
 * one that it has promised), or not the actor's.
 */
export async function attachDocument(session: Session, document: NewDocument): Promise<DocumentEntry | null> {
  const draft = await lockDraftOf(session, document.caseId);
  if (!draft?.open && !draft?.promised.includes(document.type)) return null;
  await session.execute(
    `UPDATE document SET state = 'superseded' WHERE case_id = $1 AND type = $2 AND state = 'attached'`,
    [document.caseId, document.type],
  );
  const { id, caseId, type, sha256, bytes, media, name, path, uploadedBy, at } = document;
  await session.execute(
    `INSERT INTO document (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'attached', $9, $10)`,
    [id, caseId, type, sha256, bytes, media, name, path, uploadedBy, at],
  );
  return { id, caseId, type, sha256, bytes, media, name, path, state: 'attached', at };
}

/** Which of the paths have a row: what has none is an orphan. Needs the rights of the engine. */
export async function pathsKnown(session: Session, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{ path: string }>('SELECT path FROM document WHERE path = ANY($1::text[])', [paths]);
  return new Set(rows.map((row) => row.path));
}

function entryOf(row: DocumentRow): DocumentEntry {
  const { id, type, sha256, bytes, media, name, path, state } = row;
  return { id, caseId: row.case_id, type, sha256, bytes, media, name, path, state, at: instantOf(row.at) };
}
