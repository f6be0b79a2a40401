import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const engine = `${setting('actor')} = 'system'`;

/** Who fills in or approves the applications of the firm; no office and no auditor has to do with a file that is not whole. */
const applicants = `(${setting('role')} IN ('filler', 'approver') AND EXISTS (SELECT FROM "case" c
  WHERE c.id = upload.case_id AND c.applicant = ${setting('organisation')}))`;

/** Files that come in parts. */
export class Uploads1519862400031 implements MigrationInterface {
  public readonly name = 'Uploads1519862400031';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upload (
        id uuid NOT NULL,
        case_id text NOT NULL,
        type text NOT NULL,
        name text NOT NULL,
        media text NOT NULL,
        bytes integer NOT NULL,
        sha256 text NOT NULL,
        received integer NOT NULL DEFAULT 0,
        opened_by text NOT NULL,
        touched_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT upload_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE UNIQUE INDEX upload_document ON upload (case_id, type)');
    await runner.query('CREATE INDEX upload_touched ON upload (touched_at)');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON upload TO vermilion_app');
    await runner.query('ALTER TABLE upload ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY ledger ON upload TO vermilion_app USING (${engine}) WITH CHECK (${engine})`);
    await runner.query(`CREATE POLICY own ON upload TO vermilion_app USING ${applicants} WITH CHECK ${applicants}`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE upload');
  }
}
