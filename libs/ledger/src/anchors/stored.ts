import type { AnchorRow } from '../tables/anchors.js';
import type { Session } from '../session.js';
import type { Anchor, AnchorStatement, Head } from './statement.js';

/** A row of the table, as far as it says something. */
export type AnchorAsStored = Pick<AnchorRow, 'n' | 'statement' | 'hash' | 'signature'>;

/** The anchor in a row. */
export function openAnchorIn({ statement, signature }: AnchorAsStored): Anchor {
  return { ...(JSON.parse(statement) as AnchorStatement), signature };
}

/** Anchors behind the n-th, in order. */
export function anchorsAfter(session: Session, n: number, limit: number): Promise<AnchorAsStored[]> {
  return session.rows<AnchorAsStored>(
    'SELECT n, statement, hash, signature FROM anchor WHERE n > $1 ORDER BY n LIMIT $2',
    [n, limit],
  );
}

/** The heads under an anchor. */
export function headsUnder(session: Session, n: number): Promise<Head[]> {
  return session.rows<Head>('SELECT stream, seq, hash FROM anchor_head WHERE anchor = $1', [n]);
}
