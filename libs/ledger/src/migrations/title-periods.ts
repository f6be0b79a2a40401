import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const ledger = `(${setting('scope')} = 'ledger' OR ${setting('actor')} IN ('clock', 'system'))`;

/**
 * Each re-examination of a title with its days, and the last day that the title had before, so that a title is shown as it stood on any day.
 * Of titles that have been examined already the last one is entered; a rebuild of the earlier cases enters theirs.
 */
export class TitlePeriods1519862400027 implements MigrationInterface {
  public readonly name = 'TitlePeriods1519862400027';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE title_period (
        case_id text NOT NULL,
        certificate_number text NOT NULL,
        reviewed_from date NOT NULL,
        reviewed_until date,
        valid_before date NOT NULL,
        CONSTRAINT title_period_pk PRIMARY KEY (case_id)
      )`);
    await runner.query('CREATE INDEX title_period_certificate ON title_period (certificate_number, reviewed_from)');
    await runner.query(
      `INSERT INTO title_period SELECT review_case, certificate_number, reviewed_from, reviewed_until, valid_until
         FROM title WHERE review_case IS NOT NULL AND reviewed_from IS NOT NULL`,
    );
    await runner.query('GRANT SELECT, INSERT, UPDATE ON title_period TO vermilion_app');
    await runner.query('GRANT SELECT ON title_period TO vermilion_auditor');
    await runner.query('ALTER TABLE title_period ENABLE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY ledger ON title_period TO vermilion_app USING ${ledger} WITH CHECK ${ledger}`);
    await runner.query('CREATE POLICY audit ON title_period FOR SELECT TO vermilion_auditor USING (true)');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE title_period');
  }
}
