import { DUE_SHARDS, shardOf } from '@vermilion/ledger';
import { connectedTo, type SqlClient } from '../support/sql-client.js';

/** Copies that are written in one transaction. */
const BATCH = 2_000;

/** The copies of this transaction: what each is called, and the shard of its due rows. */
const COPIES = `unnest($2::text[], $3::smallint[]) AS copy(id, shard)`;
const renamed = (column: string): string => `replace(${column}::text, $1, copy.id)`;

/** Every table in which the case stands that is copied, and what of a row belongs to the copy. */
const TABLES: readonly (readonly [table: string, of: string, columns: Readonly<Record<string, string>>])[] = [
  ['"case"', 'id', { id: 'copy.id', stream: renamed('o.stream'), state: `${renamed('o.state')}::jsonb` }],
  ['case_access', 'case_id', { case_id: 'copy.id' }],
  ['task', 'case_id', { id: renamed('o.id'), case_id: 'copy.id' }],
  ['holder', 'case_id', { case_id: 'copy.id' }],
  ['dating', 'case_id', { case_id: 'copy.id', shard: 'copy.shard' }],
  ['deadline', 'case_id', { id: DEFAULT(), owner: renamed('o.owner'), case_id: 'copy.id', shard: 'copy.shard' }],
];

/** Numbered by the table itself. */
function DEFAULT(): string {
  return `nextval(pg_get_serial_sequence('deadline', 'id'))`;
}

/** The event $4 of each copy, behind the one before, with the chain as the ledger writes it. */
const EVENT_SQL = `
  INSERT INTO event (stream, seq, type, version, body, data, actor_kind, actor_organisation, actor_person, actor_role, on_behalf_of, at, recorded_at,
                     command_id, ordinal, prev_hash, hash)
  SELECT b.body::jsonb->>'stream', o.seq, o.type, o.version, b.body, b.body::jsonb->'data', o.actor_kind, o.actor_organisation, o.actor_person, o.actor_role,
         o.on_behalf_of, o.at, o.recorded_at, o.command_id, o.ordinal, p.hash, encode(sha256(convert_to(p.hash || b.body, 'UTF8')), 'hex')
    FROM event o, ${COPIES},
      LATERAL (SELECT ${renamed('o.body')} AS body) b,
      LATERAL (SELECT coalesce((SELECT hash FROM event e WHERE e.stream = b.body::jsonb->>'stream' AND e.seq = o.seq - 1), o.prev_hash) AS hash) p
   WHERE o.stream = 'application:' || $1 AND o.seq = $4`;

/** Copies cases with all that the ledger holds of them, as the engine's role may write. */
export class Copier {
  private copies = 0;

  private constructor(private readonly client: SqlClient) {}

  static async beside(ownerUrl: string): Promise<Copier> {
    const client = await connectedTo(ownerUrl);
    await client.query('SET ROLE vermilion_engine');
    return new Copier(client);
  }

  /** Copies a case so many times, numbered from 2018-300000 on over all calls. */
  async copy(caseId: string, times: number): Promise<void> {
    for (let left = times; left > 0; left -= BATCH) await this.copySome(caseId, Math.min(BATCH, left));
  }

  private async copySome(caseId: string, count: number): Promise<void> {
    const ids = Array.from({ length: count }, () => `2018-${String(300_000 + this.copies++)}`);
    const shards = ids.map((id) => shardOf(`application:${id}`, DUE_SHARDS));
    const { client } = this;
    await client.query('BEGIN');
    for (const [table, of, own] of TABLES) {
      const columns = await this.columnsOf(table);
      const values = columns.map((column) => own[column] ?? `o.${column}`);
      await client.query(
        `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} o, ${COPIES} WHERE o.${of} = $1`,
        [caseId, ids, shards],
      );
    }
    const { rows } = await client.query<{ seq: number }>(
      `SELECT seq FROM event WHERE stream = 'application:' || $1 ORDER BY seq`,
      [caseId],
    );
    for (const { seq } of rows) await client.query(EVENT_SQL, [caseId, ids, shards, seq]);
    await client.query('COMMIT');
  }

  private async columnsOf(table: string): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    );
    return rows.map(({ name }) => name);
  }

  /** Lets the planner know of the copies. */
  async leave(): Promise<void> {
    await this.client.query('RESET ROLE');
    await this.client.query('VACUUM ANALYZE');
    await this.client.end();
  }
}
