import { connectedTo } from '../support/sql-client.js';
import { multiply } from '../support/many-tasks.js';

/** Tables whose rights bind their owner, too. */
const TABLES = ['"case"', 'case_access', 'task'] as const;

/** Copies a case that lies with an office, with its tasks. The owner of the tables lifts the rights that bind it for so long. */
export async function fillHouse(ownerUrl: string, caseId: string, copies: number): Promise<void> {
  const client = await connectedTo(ownerUrl);
  const each = async (change: string): Promise<void> => {
    for (const table of TABLES) await client.query(`ALTER TABLE ${table} ${change} ROW LEVEL SECURITY`);
  };
  try {
    await client.query('BEGIN');
    await each('NO FORCE');
    const admin = async <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query(sql, [...parameters])).rows as Row[];
    await multiply({ admin }, caseId, copies);
    await each('FORCE');
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
