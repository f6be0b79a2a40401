import pg from 'pg';
import { ANCHORED_TOPICS } from '../anchors/anchored-topics.js';
import { OUTBOX_SHARDS } from './shard.js';

/** First key of the advisory locks of the relay; the second one is the shard. */
const LOCK_SPACE = 146_2018;

/** An envelope that waits to be published. */
export interface Unsent {
  readonly id: string;
  readonly stream: string;
  readonly topic: string;
  readonly key: string;
  readonly payload: string;
}

/** How much waits to be published, and for how long the oldest has waited (seconds, 0 when nothing waits). */
export interface Backlog {
  readonly rows: number;
  readonly ageSeconds: number;
}

/**
 * The relay's side of the outbox: one session of Postgres. Its shards are locked by the session itself, so whatever ends the
 * session - the relay's death, too - frees them for another relay.
 */
export interface Outbox {
  /** Tries to become the only publisher of a shard. @returns whether it is ours now. */
  takeShard(shard: number): Promise<boolean>;
  /** The oldest rows of the shards, in the order in which each stream wrote them. */
  unsent(shards: readonly number[], limit: number): Promise<Unsent[]>;
  /** Removes what has been published, and notes whose streams have moved. */
  acknowledge(ids: readonly string[]): Promise<void>;
  backlog(): Promise<Backlog>;
  /** Resolves with the reason when the session has ended: every shard is lost, publish nothing more. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens a relay's session. Postgres gives up a peer that vanishes without a word, or says nothing for 8 s (so ask for the backlog
 * more often than that): its shards are free then.
 */
export async function openOutbox({ url }: { url: string }): Promise<Outbox> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'vermilion-relay',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    // What a crash forgets of what has gone is published once more: nobody waits for the disk.
    options:
      '-c synchronous_commit=off -c statement_timeout=10000 -c idle_session_timeout=8000 -c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2',
  });
  const lost = new Promise<string>((resolve) => {
    client.on('error', (error) => resolve(error.message));
    client.on('end', () => resolve('session closed'));
  });
  await client.connect();
  await assumeRelayRole(client, url);
  return {
    lost,
    takeShard: (shard) => takeShard(client, shard),
    unsent: async (shards, limit) => (await client.query<Unsent>(UNSENT, [shards, limit])).rows,
    acknowledge: async (ids) => void (await client.query(ACKNOWLEDGE, [ids, ANCHORED_TOPICS])),
    backlog: () => backlog(client),
    close: () => client.end(),
  };
}

/*
 * Whatever is there is unsent: no watermark, so a transaction that commits late is not overlooked. Within a stream the ids rise with
 * the commits, because the stream is locked when they are given.
 */
const UNSENT = `SELECT id, stream, topic, key, payload FROM outbox WHERE shard = ANY($1::smallint[]) ORDER BY id LIMIT $2`;

/*
 * What has gone is left for the next anchor to cover. In the order of streams, so that two relays never wait for each other.
 */
const ACKNOWLEDGE = `
  WITH sent AS (DELETE FROM outbox WHERE id = ANY($1::bigint[]) RETURNING stream, seq, topic)
  INSERT INTO unanchored (stream, seq) SELECT stream, max(seq) FROM sent WHERE topic = ANY($2::text[]) GROUP BY stream ORDER BY stream
  ON CONFLICT (stream) DO UPDATE SET seq = greatest(unanchored.seq, excluded.seq)`;

async function assumeRelayRole(client: pg.Client, url: string): Promise<void> {
  if (decodeURIComponent(new URL(url).username) !== 'vermilion_relay') await client.query('SET ROLE vermilion_relay');
}

async function takeShard(client: pg.Client, shard: number): Promise<boolean> {
  if (!Number.isInteger(shard) || shard < 0 || shard >= OUTBOX_SHARDS) throw new RangeError(`no outbox shard ${shard}`);
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
    LOCK_SPACE,
    shard,
  ]);
  return rows[0]?.taken === true;
}

async function backlog(client: pg.Client): Promise<Backlog> {
  const { rows } = await client.query<{ rows: string; age: string | null }>(
    'SELECT count(*) AS rows, extract(epoch FROM clock_timestamp() - min(created_at)) AS age FROM outbox',
  );
  return { rows: Number(rows[0]?.rows ?? 0), ageSeconds: Math.max(0, Number(rows[0]?.age ?? 0)) };
}
