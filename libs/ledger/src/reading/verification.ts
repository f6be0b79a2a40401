import { roundStreamOf } from '../core/rounds/lock-round.js';
import { verifyChain } from '../core/verify-chain.js';
import type { Session } from '../session.js';
import { streamOf } from './events.js';

/** What the recomputation of chains found. */
export interface Verification {
  readonly intact: boolean;
  readonly streams: number;
  readonly events: number;
  readonly faults: readonly { readonly stream: string; readonly seq: number; readonly what: string }[];
  /** The head of each stream, for comparison with anchors outside. */
  readonly heads: readonly { readonly stream: string; readonly hash: string; readonly events: number }[];
  /** The stream after which to go on; null when all were seen. */
  readonly next: string | null;
}

/**
 * Recomputes the chain of one case or round, or of `limit` streams after the stream `after`. Streams whose own row has vanished are found, too: the
 * events name them. Needs an actor who sees all events.
 */
export async function verifyStreams(
  session: Session,
  which: {
    readonly caseId?: string | undefined;
    readonly roundId?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<Verification> {
  const one = streamNamed(which);
  const streams = one === null ? await streamsAfter(session, which.after ?? '', which.limit + 1) : [one];
  const seen = streams.slice(0, which.limit);
  const reports = [];
  for (const stream of seen) reports.push({ stream, ...(await verifyChain(session, stream)) });
  const faults = reports.flatMap(({ stream, faults: found }) =>
    found.map(({ seq, fault }) => ({ stream, seq, what: fault })),
  );
  return {
    intact: faults.length === 0,
    streams: reports.length,
    events: reports.reduce((sum, report) => sum + report.events, 0),
    faults,
    heads: reports.map(({ stream, head, events }) => ({ stream, hash: head, events })),
    next: streams.length > seen.length ? (seen.at(-1) ?? null) : null,
  };
}

/** The stream of a case or a round; null when neither was named. */
export function streamNamed(which: { readonly caseId?: string | undefined; readonly roundId?: string | undefined }) {
  if (which.caseId !== undefined) return streamOf(which.caseId);
  return which.roundId === undefined ? null : roundStreamOf(which.roundId);
}

async function streamsAfter(session: Session, after: string, limit: number): Promise<string[]> {
  const rows = await session.rows<{ stream: string }>(
    `SELECT stream FROM event WHERE stream > $1 UNION SELECT stream FROM "case" WHERE stream > $1
      UNION SELECT stream FROM round WHERE stream > $1 ORDER BY stream LIMIT $2`,
    [after, limit],
  );
  return rows.map((row) => row.stream);
}
