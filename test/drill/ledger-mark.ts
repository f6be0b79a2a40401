import type { SqlClient } from '../support/sql-client.js';

/** What a ledger held at one moment: how many events, the hash over all their hashes, and the head of each chain. */
export interface LedgerMark {
  readonly events: number;
  readonly digest: string;
  /** By stream: number and hash of its last event. */
  readonly heads: ReadonlyMap<string, string>;
}

const SUM = `SELECT count(*)::int AS events, md5(string_agg(hash, '' ORDER BY stream, seq)) AS digest FROM event`;
const HEADS = `SELECT DISTINCT ON (stream) stream, seq || ' ' || hash AS head FROM event ORDER BY stream, seq DESC`;

/** Reads it as superuser, past all rights. */
export async function markOf(admin: SqlClient): Promise<LedgerMark> {
  const sum = (await admin.query<{ events: number; digest: string }>(SUM)).rows[0];
  const heads = (await admin.query<{ stream: string; head: string }>(HEADS)).rows;
  return {
    events: sum?.events ?? 0,
    digest: sum?.digest ?? '',
    heads: new Map(heads.map(({ stream, head }) => [stream, head])),
  };
}

/** Gives this moment a name in the WAL: what was committed before is in the mark, what comes after is not. Writers wait for it. */
export async function markMoment(admin: SqlClient, name: string): Promise<LedgerMark> {
  await admin.query('BEGIN');
  await admin.query('LOCK TABLE event IN EXCLUSIVE MODE');
  const mark = await markOf(admin);
  await admin.query('SELECT pg_create_restore_point($1)', [name]);
  await admin.query('COMMIT');
  return mark;
}

/** In what the restored ledger differs from the one that is wanted; empty when in nothing. */
export function differences(wanted: LedgerMark, restored: LedgerMark): string[] {
  const streams = new Set([...wanted.heads.keys(), ...restored.heads.keys()]);
  const heads = [...streams]
    .filter((stream) => wanted.heads.get(stream) !== restored.heads.get(stream))
    .map(
      (stream) => `${stream}: ${restored.heads.get(stream) ?? 'missing'}, not ${wanted.heads.get(stream) ?? 'missing'}`,
    );
  if (wanted.events !== restored.events) heads.unshift(`${restored.events} events, not ${wanted.events}`);
  if (heads.length === 0 && wanted.digest !== restored.digest) heads.push('hashes within the chains');
  return heads;
}
