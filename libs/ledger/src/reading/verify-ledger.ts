import { NO_HASH } from '../core/lock-case.js';
import { verifyChain, type ChainFault } from '../core/verify-chain.js';
import type { Session } from '../session.js';

interface StreamFault extends ChainFault {
  readonly stream: string;
}

/** What the recomputation of the whole ledger found. */
export interface LedgerReport {
  readonly events: number;
  readonly streams: number;
  readonly faults: readonly StreamFault[];
}

/** Of so many streams the faults are named one by one; the others are only counted among the faulty. */
const NAMED_AT_MOST = 100;

/** An instant as the bodies of events say it. */
const said = (column: string) =>
  `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS')
     || CASE to_char(${column}, 'MS') WHEN '000' THEN '' ELSE '.' || to_char(${column}, 'MS') END || '+08:00'`;

/** The body as the columns tell it. */
const BODY_OF_THE_COLUMNS = `jsonb_build_object('stream', stream, 'seq', seq, 'type', type, 'version', version, 'data', data,
  'actor', jsonb_build_object('kind', actor_kind, 'organisation', actor_organisation, 'person', actor_person, 'role', actor_role),
  'onBehalfOf', on_behalf_of, 'at', ${said('at')}, 'recordedAt', ${said('recorded_at')}, 'commandId', command_id, 'ordinal', ordinal)`;

/**
 * Recomputes all chains where the rows lie, and names the faults of those that do not fit. The same question as `verifyChain` asks of one
 * stream, put a second time in other words: an error of the one would show in the other. Needs a session that sees all events.
 */
export async function verifyLedger(session: Session): Promise<LedgerReport> {
  const [found] = await session.rows<{ events: number; streams: number; faulty: string[] }>(
    `SELECT count(*)::int AS events, (count(*) FILTER (WHERE before IS NULL))::int AS streams,
            coalesce((array_agg(DISTINCT stream) FILTER (WHERE NOT fits))[:${NAMED_AT_MOST}], '{}') AS faulty
       FROM (SELECT stream, lag(seq) OVER w AS before,
                    seq = lag(seq, 1, 0) OVER w + 1 AND prev_hash = lag(hash, 1, '${NO_HASH}') OVER w AND fits AS fits
               FROM (SELECT stream, seq, prev_hash, hash,
                            hash = encode(sha256(convert_to(prev_hash || body, 'UTF8')), 'hex')
                            AND CASE WHEN pg_input_is_valid(body, 'jsonb') THEN body::jsonb = ${BODY_OF_THE_COLUMNS} ELSE false END AS fits
                       FROM event) each
             WINDOW w AS (PARTITION BY stream ORDER BY seq)) linked`,
  );
  const faults: StreamFault[] = [];
  for (const stream of found?.faulty ?? []) {
    const report = await verifyChain(session, stream);
    faults.push(...report.faults.map((fault) => ({ stream, ...fault })));
  }
  const cut = (await cutStreams(session)).filter(({ stream }) => !faults.some((one) => one.stream === stream));
  return { events: found?.events ?? 0, streams: found?.streams ?? 0, faults: [...faults, ...cut] };
}

/** Streams whose last event, as the case or the round knows it, is gone. */
async function cutStreams(session: Session): Promise<readonly StreamFault[]> {
  const rows = await session.rows<{ stream: string; seq: number }>(
    `SELECT stream, seq FROM (SELECT stream, seq FROM "case" UNION ALL SELECT stream, seq FROM round) known
      WHERE seq > 0 AND NOT EXISTS (SELECT FROM event e WHERE e.stream = known.stream AND e.seq = known.seq)
      ORDER BY stream LIMIT ${NAMED_AT_MOST}`,
  );
  return rows.map(({ stream, seq }) => ({ stream, seq, fault: 'cut' }));
}
