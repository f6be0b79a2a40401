import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each version of a procedure said when it was first used. Nobody may change or remove a row: that is its whole purpose. */
export class ProcedureHashes1519862400023 implements MigrationInterface {
  public readonly name = 'ProcedureHashes1519862400023';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE procedure_hash (
        procedure text NOT NULL,
        version integer NOT NULL,
        hash text NOT NULL,
        first_used_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT procedure_hash_pk PRIMARY KEY (procedure, version)
      )`);
    await runner.query('GRANT SELECT, INSERT ON procedure_hash TO vermilion_app');
    await runner.query('GRANT SELECT ON procedure_hash TO vermilion_auditor');
    await runner.query('ALTER TABLE procedure_hash ENABLE ROW LEVEL SECURITY');
    await runner.query('CREATE POLICY reading ON procedure_hash FOR SELECT USING (true)');
    await runner.query(
      `CREATE POLICY ledger ON procedure_hash FOR INSERT TO vermilion_app WITH CHECK (
         (SELECT current_setting('app.scope', true)) = 'ledger' OR (SELECT current_setting('app.actor', true)) IN ('clock', 'system'))`,
    );
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE procedure_hash');
  }
}
