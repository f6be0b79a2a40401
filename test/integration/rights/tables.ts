import type { TestDatabase } from '../../support/postgres.js';

/** A table on which the application has any privilege. */
export interface Table {
  readonly name: string;
  /** A column of it. */
  readonly column: string;
  readonly reads: boolean;
  readonly secured: boolean;
  readonly forced: boolean;
  /** How many policies speak of the application, of the engine that it may act as, or of everybody. */
  readonly policies: number;
}

/** All of them, as the catalogue of the database has them: a new table is here without anybody having to think of it. */
export function tablesOf({ admin }: TestDatabase): Promise<Table[]> {
  return admin<Table>(
    `SELECT c.relname AS name, a.attname AS column, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced,
            has_table_privilege('vermilion_app', c.oid, 'SELECT') AS reads,
            (SELECT count(*)::int FROM pg_policies p WHERE p.tablename = c.relname
                AND p.roles && ARRAY['vermilion_app', 'vermilion_engine', 'public']::name[]) AS policies
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND has_table_privilege('vermilion_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
      ORDER BY c.relname`,
  );
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Something of every type that a column may have and must not leave out. */
const VALUES: { readonly [type: string]: string } = {
  text: `'planted'`,
  integer: '1',
  smallint: '1',
  bigint: '1',
  boolean: 'true',
  date: `DATE '2018-03-01'`,
  uuid: 'gen_random_uuid()',
  jsonb: `'{}'`,
  json: `'{}'`,
  bytea: `'\\x00'`,
  'timestamp with time zone': 'now()',
  ARRAY: `'{}'`,
};

/** Puts a row into every table that has none, so that a policy has something to hide. */
export async function plantRows(database: TestDatabase): Promise<void> {
  for (const { name } of await tablesOf(database)) {
    const columns = await database.admin<Column>(
      `SELECT column_name AS name, data_type AS type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL`,
      [name],
    );
    const values = columns.map(({ type }) => VALUES[type] ?? `no value of type ${type}`);
    const names = columns.map((column) => `"${column.name}"`);
    await database.admin(
      `INSERT INTO "${name}" (${names.join(', ')}) SELECT ${values.join(', ')} WHERE NOT EXISTS (SELECT FROM "${name}")`,
    );
  }
}
