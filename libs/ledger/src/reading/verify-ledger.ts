import { canonicalText, SYSTEM } from '@vermilion/domain';
import type { Connection } from '../connection.js';
import { NO_HASH } from '../core/lock-case.js';
import { verifyChain, type ChainFault } from '../core/verify-chain.js';
import type { Session } from '../session.js';

/** `disputed`: the database finds the event at fault, the recomputation of its stream does not. Whoever is right, somebody must look. */
interface StreamFault {
  readonly stream: string;
  readonly seq: number;
  readonly fault: ChainFault['fault'] | 'disputed';
}

/** What the recomputation of the whole ledger found. */
export interface LedgerReport {
  readonly events: number;
  readonly streams: number;
  readonly faults: readonly StreamFault[];
}

/** Of so many streams the faults are named one by one; whoever mends them verifies again. */
const NAMED_AT_MOST = 100;
/** Bodies that are fetched at a time. */
const BODIES_AT_ONCE = 5_000;

/** An instant as the bodies of events say it. */
const said = (column: string) =>
  `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS')
     || CASE to_char(${column}, 'MS') WHEN '000' THEN '' ELSE '.' || to_char(${column}, 'MS') END || '+08:00'`;

/** The body as the columns tell it. */
const BODY_OF_THE_COLUMNS = `jsonb_build_object('stream', stream, 'seq', seq, 'type', type, 'version', version, 'data', data,
  'actor', jsonb_build_object('kind', actor_kind, 'organisation', actor_organisation, 'person', actor_person, 'role', actor_role),
  'onBehalfOf', on_behalf_of, 'at', ${said('at')}, 'recordedAt', ${said('recorded_at')}, 'commandId', command_id, 'ordinal', ordinal)`;

const SAYS_THE_SAME = `body::jsonb = ${BODY_OF_THE_COLUMNS}`;
/** Reads each body twice, but is not stopped by one that is no JSON. */
const SAYS_THE_SAME_IF_ANYTHING = `CASE WHEN pg_input_is_valid(body, 'jsonb') THEN ${SAYS_THE_SAME} ELSE false END`;

/** What PostgreSQL answers when a text is no JSON. */
const NO_JSON = '22P02';

/** Every event with the word of the database on it: does it follow the one before, does its hash cover it, do its columns say what its body says? */
const judged = (saysTheSame: string) => `SELECT stream, seq, lag(seq) OVER w AS before,
         seq = lag(seq, 1, 0) OVER w + 1 AND prev_hash = lag(hash, 1, '${NO_HASH}') OVER w AND fits AS fits
    FROM (SELECT stream, seq, prev_hash, hash,
                 hash = encode(sha256(convert_to(prev_hash || body, 'UTF8')), 'hex')
                 AND at = date_trunc('milliseconds', at) AND recorded_at = date_trunc('milliseconds', recorded_at)
                 AND ${saysTheSame} AS fits
            FROM event WHERE $1::text IS NULL OR stream = $1) each
  WINDOW w AS (PARTITION BY stream ORDER BY seq)`;

/**
 * Recomputes all chains, and names the faults of those that do not fit. The question of `verifyChain` is put twice more, in other words: by the
 * database, where the rows lie, and over the bodies alone, whether they are still to the letter what the ledger writes. An error of the one shows in the
 * others, and what only one of them finds is told, too. Needs the right to see all events; both halves run at the same time, on two connections.
 */
export async function verifyLedger(source: Pick<Connection, 'read'>): Promise<LedgerReport> {
  const [judged, rewritten] = await Promise.all([
    judgement(source),
    source.read(SYSTEM, async (session) => {
      await allowLong(session);
      return rewrittenBodies(session);
    }),
  ]);
  return source.read(SYSTEM, async (session) => {
    const suspects = [...new Set([...judged.faulty, ...rewritten])].slice(0, NAMED_AT_MOST);
    const faults: StreamFault[] = [];
    for (const stream of suspects) faults.push(...(await faultsOf(session, stream)));
    const cut = (await cutStreams(session)).filter(({ stream }) => !faults.some((one) => one.stream === stream));
    return { events: judged.events, streams: judged.streams, faults: [...faults, ...cut] };
  });
}

/** Millions of rows take longer than a request may, and are put in order without going to the disk. */
async function allowLong(session: Session): Promise<void> {
  await session.rows(`SELECT set_config('statement_timeout', '0', true), set_config('work_mem', '512MB', true)`);
}

interface Judgement {
  readonly events: number;
  readonly streams: number;
  readonly faulty: readonly string[];
}

/** What the database says of the whole. */
async function judgement(source: Pick<Connection, 'read'>): Promise<Judgement> {
  const judge = (saysTheSame: string) =>
    source.read(SYSTEM, async (session) => {
      await allowLong(session);
      const [found] = await session.rows<Judgement>(
        `SELECT count(*)::int AS events, (count(*) FILTER (WHERE before IS NULL))::int AS streams,
                coalesce((array_agg(DISTINCT stream) FILTER (WHERE NOT fits))[:${NAMED_AT_MOST}], '{}') AS faulty
           FROM (${judged(saysTheSame)}) judged`,
        [null],
      );
      return found ?? { events: 0, streams: 0, faulty: [] };
    });
  try {
    return await judge(SAYS_THE_SAME);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NO_JSON)) throw error;
    return judge(SAYS_THE_SAME_IF_ANYTHING);
  }
}

/** Streams with a body that says the same in other letters: to the database, which compares what is said, it is equal. */
async function rewrittenBodies(session: Session): Promise<readonly string[]> {
  const streams = new Set<string>();
  await session.execute('DECLARE bodies NO SCROLL CURSOR FOR SELECT stream, body FROM event');
  const next = () => session.rows<{ stream: string; body: string }>(`FETCH ${BODIES_AT_ONCE} FROM bodies`);
  // The next ones are on their way while these are looked at.
  for (let coming = next(), rows = await coming; rows.length > 0 && streams.size < NAMED_AT_MOST; rows = await coming) {
    coming = next();
    for (const { stream, body } of rows) if (!isCanonical(body)) streams.add(stream);
  }
  return [...streams];
}

/** Most bodies are found to be right without being written anew key by key. */
function isCanonical(body: string): boolean {
  try {
    const said: unknown = JSON.parse(body);
    return (JSON.stringify(said) === body && isInOrder(said)) || canonicalText(said) === body;
  } catch {
    return false;
  }
}

/** Whether the keys of all objects follow one another as the canonical text has them. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let before = '';
  for (const key of Object.keys(value)) {
    if (key < before || !isInOrder((value as Readonly<Record<string, unknown>>)[key])) return false;
    before = key;
  }
  return true;
}

/** What is wrong with a suspect: as its recomputation says, and what it is silent about. */
async function faultsOf(session: Session, stream: string): Promise<readonly StreamFault[]> {
  const { faults } = await verifyChain(session, stream);
  const misfits = await session.rows<{ seq: number }>(
    `SELECT seq FROM (${judged(SAYS_THE_SAME_IF_ANYTHING)}) judged WHERE NOT fits ORDER BY seq`,
    [stream],
  );
  const named = new Set(faults.map(({ seq }) => seq));
  const disputed = misfits.filter(({ seq }) => !named.has(seq));
  return [
    ...faults.map((fault) => ({ stream, ...fault })),
    ...disputed.map(({ seq }) => ({ stream, seq, fault: 'disputed' as const })),
  ];
}

/** Streams whose last event, as the case or the round knows it, is gone. */
async function cutStreams(session: Session): Promise<readonly StreamFault[]> {
  await allowLong(session);
  const rows = await session.rows<{ stream: string; seq: number }>(
    `SELECT stream, seq FROM (SELECT stream, seq FROM "case" UNION ALL SELECT stream, seq FROM round) known
      WHERE seq > 0 AND NOT EXISTS (SELECT FROM event e WHERE e.stream = known.stream AND e.seq = known.seq)
      ORDER BY stream LIMIT ${NAMED_AT_MOST}`,
  );
  return rows.map(({ stream, seq }) => ({ stream, seq, fault: 'cut' }));
}
