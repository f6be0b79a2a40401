import { inclusionPath } from '@vermilion/domain';
import type { Session } from '../session.js';
import { inOrder, leafOf, type Anchor, type Head } from './statement.js';
import { headsUnder, openAnchorIn, type AnchorAsStored } from './stored.js';

/** A head under an anchor, and the way from it to the root. */
export interface AnchorWithProof {
  readonly anchor: Anchor;
  /** Null when no stream was asked for, or it had not moved before this anchor. */
  readonly proof: (Head & { readonly index: number; readonly path: readonly string[] }) | null;
}

/** The newest anchors before the n-th, newest first. */
export async function listAnchors(session: Session, before: number | null, limit: number): Promise<readonly Anchor[]> {
  const rows = await session.rows<AnchorAsStored>(
    `SELECT n, statement, hash, signature FROM anchor WHERE $1::int IS NULL OR n < $1 ORDER BY n DESC LIMIT $2`,
    [before, limit],
  );
  return rows.map(openAnchorIn);
}

/** An anchor with the proof that it covers a stream's head. @returns null when there is no such anchor */
export async function anchorAt(session: Session, n: number, stream: string | null): Promise<AnchorWithProof | null> {
  const row = await session.first<AnchorAsStored>('SELECT n, statement, hash, signature FROM anchor WHERE n = $1', [n]);
  if (row === null) return null;
  const heads = stream === null ? [] : inOrder(await headsUnder(session, n));
  const index = heads.findIndex((head) => head.stream === stream);
  const head = heads[index];
  const proof = head ? { ...head, index, path: inclusionPath(heads.map(leafOf), index) } : null;
  return { anchor: openAnchorIn(row), proof };
}
