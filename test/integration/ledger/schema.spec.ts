import { pendingSchemaChanges } from '@vermilion/ledger';
import { startPostgres, type TestDatabase } from '../../support/postgres.js';

describe('the tables', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startPostgres();
  }, 60_000);
  afterAll(() => database.stop());

  it('leave the schema builder nothing to change', async () => {
    expect(await pendingSchemaChanges(database.owner)).toEqual([]);
  });
});
