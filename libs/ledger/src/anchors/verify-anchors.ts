import { merkleRoot, SYSTEM } from '@vermilion/domain';
import type { Connection } from '../connection.js';
import type { Session } from '../session.js';
import { AnchorChain, type AnchorFault } from './check-anchors.js';
import { anchorHash, inOrder, leafOf, statementOf, type Anchor, type Head } from './statement.js';
import { anchorsAfter, openAnchorIn, type AnchorAsStored } from './stored.js';

/** What the comparison of ledger and anchors found. */
export interface AnchorReport {
  /** How many anchors the ledger has. */
  readonly anchors: number;
  /** How many the file outside has; null when none was given: then nothing is known of what was cut together with its anchors. */
  readonly outside: number | null;
  /** The keys that have signed: to be compared with those that were made known. */
  readonly keys: readonly string[];
  /** What no anchor covers yet. */
  readonly uncovered: { readonly events: number; readonly streams: number; readonly since: Date | null };
  readonly faults: readonly AnchorFault[];
}

/** So many faults are told. */
const NAMED_AT_MOST = 100;
const ANCHORS_AT_ONCE = 500;

/**
 * Compares the ledger with its anchors: each follows the one before and is signed, the heads that are kept with it lead to its root, and the ledger still
 * has every event that was a head then. With anchors from outside, these too are checked, and each must be the ledger's: so a tail that was cut together
 * with the case and the anchors is found up to the last anchor outside. Needs the right to see all events.
 */
export async function verifyAnchors(
  source: Pick<Connection, 'read'>,
  kept: { readonly outside: readonly (Anchor | null)[] | null; readonly pinned: ReadonlySet<string> },
): Promise<AnchorReport> {
  return source.read(SYSTEM, async (session) => {
    await session.rows(`SELECT set_config('statement_timeout', '0', true), set_config('work_mem', '256MB', true)`);
    const inside = await walkInside(session, kept.pinned);
    const outside = kept.outside === null ? null : compare(kept.outside, inside.hashes, kept.pinned);
    const lost = await lostHeads(session);
    const faults = [...(outside?.faults ?? []), ...inside.faults, ...lost];
    return {
      anchors: inside.hashes.length,
      outside: kept.outside?.length ?? null,
      keys: outside?.keys ?? inside.keys,
      uncovered: await uncovered(session),
      faults: faults.slice(0, NAMED_AT_MOST),
    };
  });
}

/** The anchors of the ledger by themselves, and the roots over their heads. */
async function walkInside(session: Session, pinned: ReadonlySet<string>) {
  const chain = new AnchorChain(pinned);
  const hashes: string[] = [];
  const faults: AnchorFault[] = [];
  for (let rows = await anchorsAfter(session, 0, ANCHORS_AT_ONCE); rows.length > 0;) {
    const heads = await headsOf(session, rows);
    for (const row of rows) {
      const anchor = openStored(row);
      faults.push(...chain.next(anchor));
      hashes.push(anchor === null ? '' : anchorHash(statementOf(anchor)));
      if (anchor && merkleRoot(inOrder(heads.get(row.n) ?? []).map(leafOf)) !== anchor.root)
        faults.push({ n: row.n, fault: 'root' });
    }
    rows = await anchorsAfter(session, rows.at(-1)?.n ?? 0, ANCHORS_AT_ONCE);
  }
  return { hashes, faults, keys: chain.signers() };
}

/** Null when its columns do not say what its statement says. */
function openStored(row: AnchorAsStored): Anchor | null {
  try {
    const anchor = openAnchorIn(row);
    return anchor.n === row.n && anchorHash(statementOf(anchor)) === row.hash ? anchor : null;
  } catch {
    return null;
  }
}

async function headsOf(session: Session, rows: readonly AnchorAsStored[]): Promise<ReadonlyMap<number, Head[]>> {
  const found = await session.rows<Head & { anchor: number }>(
    'SELECT anchor, stream, seq, hash FROM anchor_head WHERE anchor = ANY($1)',
    [rows.map(({ n }) => n)],
  );
  const heads = new Map<number, Head[]>();
  for (const { anchor, ...head } of found) {
    const under = heads.get(anchor) ?? [];
    under.push(head);
    heads.set(anchor, under);
  }
  return heads;
}

/** The anchors from outside by themselves, and whether the ledger has the same. */
function compare(outside: readonly (Anchor | null)[], inside: readonly string[], pinned: ReadonlySet<string>) {
  const chain = new AnchorChain(pinned);
  const faults: AnchorFault[] = [];
  for (const anchor of outside) {
    const found = chain.next(anchor);
    faults.push(...found);
    // A line that is at fault by itself says nothing against the ledger.
    if (anchor === null || found.length > 0) continue;
    const here = inside[anchor.n - 1];
    if (here === undefined) faults.push({ n: anchor.n, fault: 'cut' });
    else if (here !== anchorHash(statementOf(anchor))) faults.push({ n: anchor.n, fault: 'differs' });
  }
  return { faults, keys: chain.signers() };
}

/** What was a head once, and is not in the ledger any more. */
async function lostHeads(session: Session): Promise<readonly AnchorFault[]> {
  const rows = await session.rows<{ n: number; stream: string; seq: number }>(
    `SELECT anchor AS n, stream, seq FROM anchor_head a
      WHERE NOT EXISTS (SELECT FROM event e WHERE e.stream = a.stream AND e.seq = a.seq AND e.hash = a.hash)
      ORDER BY anchor, stream LIMIT ${NAMED_AT_MOST}`,
  );
  return rows.map((row) => ({ ...row, fault: 'head' as const }));
}

async function uncovered(session: Session): Promise<AnchorReport['uncovered']> {
  const row = await session.first<AnchorReport['uncovered']>(
    `SELECT count(*)::int AS events, count(DISTINCT e.stream)::int AS streams, min(e.recorded_at) AS since
       FROM event e LEFT JOIN (SELECT stream, max(seq) AS seq FROM anchor_head GROUP BY stream) a ON a.stream = e.stream
      WHERE e.seq > coalesce(a.seq, 0)`,
  );
  return row ?? { events: 0, streams: 0, since: null };
}
