import { DataSource } from 'typeorm';
import { tables } from '../tables/all.js';
import { migrations } from './all.js';
import { admitEngine } from './engine-role.js';

/** Any number that only this lock uses: two processes that migrate at once take turns. */
const turn = 146_2017;

/**
 * Brings the database up to date, all or nothing, and lets processes that do so at the same time wait for each other.
 * @param url a login that owns the database, or at least may create in schema `public`. @returns the names of what was applied.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const source = await new DataSource({
    type: 'postgres',
    url,
    entities: tables,
    migrations,
    extra: { max: 2 },
  }).initialize();
  try {
    const holder = source.createQueryRunner();
    await holder.query('SELECT pg_advisory_lock($1)', [turn]);
    try {
      const applied = await source.runMigrations({ transaction: 'all' });
      await admitEngine(holder);
      return applied.map((migration) => migration.name);
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [turn]);
      await holder.release();
    }
  } finally {
    await source.destroy();
  }
}

/** The statements by which TypeORM would make the tables equal to their entities: none, when migrations and entities agree. */
export async function pendingSchemaChanges(url: string): Promise<readonly string[]> {
  const source = await new DataSource({ type: 'postgres', url, entities: tables, migrations }).initialize();
  try {
    return (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
  } finally {
    await source.destroy();
  }
}
