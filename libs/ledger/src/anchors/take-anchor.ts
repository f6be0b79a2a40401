import { anchorEvent, TOPICS } from '@vermilion/contracts';
import { canonicalText, merkleRoot } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { putIntoOutbox } from '../outbox/put.js';
import type { Session } from '../session.js';
import { ANCHORED_TOPICS } from './anchored-topics.js';
import { openAnchorIn, type AnchorAsStored } from './stored.js';
import type { SigningKeys } from './signing-keys.js';
import {
  anchorHash,
  endorsedText,
  inOrder,
  leafOf,
  NO_ANCHOR,
  signedText,
  type Anchor,
  type AnchorStatement,
  type Head,
} from './statement.js';

/** So many streams at most become leaves of one anchor; the rest is for the next. Keeps the transaction below a second. */
const LEAVES_AT_MOST = 5_000;
/** Without any movement an anchor is taken so often, so that whoever keeps them sees that nothing has happened. */
const AT_LEAST_EVERY = `interval '1 hour'`;
/** Nobody else uses this advisory lock. */
const TURN = 146_2019;

/** What taking an anchor came to. */
export interface Taken {
  /** Null when somebody else is at it, or nothing is to be said. */
  readonly anchor: Anchor | null;
  /** More streams have moved than one anchor takes. */
  readonly more: boolean;
  /** Streams that have lost what was anchored or published of them: they are left out, and somebody must look. */
  readonly broken: readonly string[];
}

interface MovedStream {
  readonly stream: string;
  readonly told: number;
  readonly seq: number | null;
  readonly hash: string | null;
  /** Up to where it is anchored. */
  readonly before: number | null;
  /** Whether the ledger still has that very event. */
  readonly stands: boolean;
}

/** Waits for no one: whoever finds another process at the anchors comes back later. Both locks end with the transaction. */
export async function isMyTurn(session: Session): Promise<boolean> {
  const row = await session.first<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [TURN]);
  return row?.mine === true;
}

/** Signs the heads of the streams that have moved since the last anchor, stores and publishes the anchor: all of it or nothing. */
export async function takeAnchor(session: Session, keys: SigningKeys): Promise<Taken> {
  if (!(await isMyTurn(session))) return { anchor: null, more: false, broken: [] };
  const moved = await movedStreams(session);
  const broken = moved.filter(({ told, seq, stands }) => !stands || (seq ?? 0) < told).map(({ stream }) => stream);
  const heads = moved.flatMap(({ stream, seq, hash, before }) =>
    seq !== null && hash !== null && seq > (before ?? 0) && !broken.includes(stream) ? [{ stream, seq, hash }] : [],
  );
  await session.execute('DELETE FROM unanchored WHERE stream = ANY($1)', [moved.map(({ stream }) => stream)]);
  const more = moved.length === LEAVES_AT_MOST;
  if (heads.length === 0 && !(await isSilentForLong(session))) return { anchor: null, more, broken };
  return { anchor: await anchorOver(session, inOrder(heads), keys), more, broken };
}

/** Published since the last anchor, or waiting to be. A marker that is being written at this moment is for the next one. */
async function movedStreams(session: Session): Promise<readonly MovedStream[]> {
  return session.rows<MovedStream>(
    `WITH marked AS (SELECT stream, seq FROM unanchored ORDER BY stream LIMIT ${LEAVES_AT_MOST} FOR UPDATE SKIP LOCKED),
          waiting AS (SELECT stream, max(seq) AS seq FROM outbox o WHERE topic = ANY($1)
             AND NOT EXISTS (SELECT FROM anchor_head h WHERE h.stream = o.stream AND h.seq >= o.seq) GROUP BY stream LIMIT ${LEAVES_AT_MOST}),
          due AS (SELECT stream, max(seq) AS told FROM (TABLE marked UNION ALL TABLE waiting) both_kinds GROUP BY stream LIMIT ${LEAVES_AT_MOST})
     SELECT due.stream, due.told, head.seq, head.hash, a.seq AS before,
            a.seq IS NULL OR EXISTS (SELECT FROM event e WHERE e.stream = due.stream AND e.seq = a.seq AND e.hash = a.hash) AS stands
       FROM due
       LEFT JOIN LATERAL (SELECT seq, hash FROM event e WHERE e.stream = due.stream ORDER BY seq DESC LIMIT 1) head ON true
       LEFT JOIN LATERAL (SELECT seq, hash FROM anchor_head h WHERE h.stream = due.stream ORDER BY seq DESC LIMIT 1) a ON true`,
    [ANCHORED_TOPICS],
  );
}

async function isSilentForLong(session: Session): Promise<boolean> {
  const row = await session.first<{ recent: boolean }>(
    `SELECT EXISTS (SELECT FROM anchor WHERE at > clock_timestamp() - ${AT_LEAST_EVERY}) AS recent`,
  );
  return row?.recent !== true;
}

async function anchorOver(session: Session, heads: readonly Head[], keys: SigningKeys): Promise<Anchor> {
  const last = await lastAnchor(session);
  const now = await session.first<{ at: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS at`);
  const at = now?.at ?? new Date();
  const statement: AnchorStatement = {
    n: (last?.n ?? 0) + 1,
    at: instantOf(at),
    leaves: heads.length,
    root: merkleRoot(heads.map(leafOf)),
    previous: last?.hash ?? NO_ANCHOR,
    key: keys.current.id,
    newKey: newKeyAfter(last, keys),
  };
  const anchor: Anchor = { ...statement, signature: keys.current.sign(signedText(statement)) };
  await store(session, anchor, at, heads);
  putIntoOutbox(session, [
    { stream: 'anchor', seq: anchor.n, topic: TOPICS.anchors, key: 'anchor', payload: anchorEvent(anchor) },
  ]);
  return anchor;
}

async function lastAnchor(session: Session) {
  const row = await session.first<AnchorAsStored>('SELECT * FROM anchor ORDER BY n DESC LIMIT 1');
  return row === null ? null : { ...openAnchorIn(row), hash: row.hash };
}

/** The first anchor of a key shows it, with the word of the key before it where that is still at hand. */
function newKeyAfter(last: Anchor | null, keys: SigningKeys): AnchorStatement['newKey'] {
  if (last?.key === keys.current.id) return null;
  const { publicKey } = keys.current;
  const former = last === null ? null : keys.known(last.key);
  return { publicKey, endorsement: former?.sign(endorsedText(publicKey)) ?? null };
}

async function store(session: Session, anchor: Anchor, at: Date, heads: readonly Head[]): Promise<void> {
  const { signature, ...statement } = anchor;
  await session.execute('INSERT INTO anchor (n, statement, hash, signature, at) VALUES ($1, $2, $3, $4, $5)', [
    anchor.n,
    canonicalText(statement),
    anchorHash(statement),
    signature,
    at,
  ]);
  await session.execute(
    `INSERT INTO anchor_head (anchor, stream, seq, hash)
     SELECT $1, stream, seq, hash FROM unnest($2::text[], $3::int[], $4::text[]) AS t(stream, seq, hash)`,
    [anchor.n, heads.map(({ stream }) => stream), heads.map(({ seq }) => seq), heads.map(({ hash }) => hash)],
  );
}
