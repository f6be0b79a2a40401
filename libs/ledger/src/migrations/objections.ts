import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const ledger = `(${setting('scope')} = 'ledger' OR ${setting('actor')} IN ('clock', 'system'))`;
const oversight = `${setting('role')} IN ('operations', 'auditor')`;
const access = `EXISTS (SELECT FROM case_access a WHERE a.case_id = objection.case_id AND a.organisation = ${setting('organisation')})`;
/** Who objects, only the office reads that looks into it, in the role in which it does: no applicant, no other office, no operations. */
const looksIntoIt = `subject LIKE 'objector:%' AND EXISTS (
  SELECT FROM objection o WHERE 'objector:' || o.id = private_payload.subject
     AND ${setting('organisation')} || '#' || ${setting('role')} = ANY (o.readers))`;
const tables = ['notice_entry', 'objection'];

/** The entries of public notices, and the objections to them without the objectors. Both can be rebuilt from the events. */
export class Objections1519862400012 implements MigrationInterface {
  public readonly name = 'Objections1519862400012';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice_entry (
        case_id text NOT NULL,
        number text NOT NULL,
        round text NOT NULL,
        from_date date NOT NULL,
        until_date date NOT NULL,
        closes_at timestamptz NOT NULL,
        CONSTRAINT notice_entry_pk PRIMARY KEY (case_id, number)
      )`);
    await runner.query('CREATE INDEX notice_entry_number ON notice_entry (number)');
    await runner.query(`
      CREATE TABLE objection (
        id text NOT NULL,
        case_id text NOT NULL,
        kind text NOT NULL,
        late boolean NOT NULL,
        status text NOT NULL,
        finding text,
        by_silence boolean,
        appealed_by text,
        lodged_at timestamptz NOT NULL,
        verified_at timestamptz,
        appealed_at timestamptz,
        concluded_at timestamptz,
        lodged_event text NOT NULL,
        verified_event text,
        appealed_event text,
        concluded_event text,
        readers text[] NOT NULL,
        CONSTRAINT objection_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX objection_case ON objection (case_id, lodged_at)');
    await this.protect(runner);
  }

  /** A public notice is read by everybody. */
  private async protect(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vermilion_app`);
      await runner.query(`GRANT SELECT ON ${table} TO vermilion_auditor`);
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ledger ON ${table} TO vermilion_app USING ${ledger} WITH CHECK ${ledger}`);
      await runner.query(`CREATE POLICY audit ON ${table} FOR SELECT TO vermilion_auditor USING (true)`);
    }
    await runner.query('CREATE POLICY reading ON notice_entry FOR SELECT TO vermilion_app USING (true)');
    await runner.query(
      `CREATE POLICY reading ON objection FOR SELECT TO vermilion_app USING (${access} OR ${oversight})`,
    );
    await runner.query(`CREATE POLICY objectors ON private_payload FOR SELECT TO vermilion_app USING (${looksIntoIt})`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY objectors ON private_payload');
    await runner.query('DROP TABLE objection, notice_entry');
  }
}
