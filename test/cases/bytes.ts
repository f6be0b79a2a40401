import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SqlClient } from '../support/sql-client.js';

/** What lies in each store, in bytes. */
export interface Bytes {
  /** Tables and indexes. */
  readonly postgres: number;
  /** Written to the log that an archive would keep. */
  readonly wal: number;
  readonly kafka: number;
  readonly temporal: number;
}

/** @param home folder of the system, with the files of its stores */
export async function bytesOf(client: SqlClient, home: string): Promise<Bytes> {
  const { rows } = await client.query<{ postgres: string; wal: string }>(
    `SELECT pg_database_size(current_database())::text AS postgres, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text AS wal`,
  );
  return {
    postgres: Number(rows[0]?.postgres),
    wal: Number(rows[0]?.wal),
    kafka: await sizeOf(join(home, 'kafka')),
    temporal: await sizeOf(join(home, 'temporal')),
  };
}

/** What so many cases have added to each store, for one of them. */
export function perCase(before: Bytes, after: Bytes, cases: number): Bytes {
  const added = (store: keyof Bytes) => Math.round((after[store] - before[store]) / cases);
  return { postgres: added('postgres'), wal: added('wal'), kafka: added('kafka'), temporal: added('temporal') };
}

/** What is really written: files of Kafka are reserved in advance. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(
      async ({ parentPath, name }) => (await stat(join(parentPath, name)).catch(() => ({ blocks: 0 }))).blocks * 512,
    );
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
}
