import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const ledger = `(${setting('scope')} = 'ledger' OR ${setting('actor')} IN ('clock', 'system'))`;
const oversight = `${setting('role')} IN ('operations', 'auditor')`;
const own = `organisation = ${setting('organisation')}`;

/** What colleagues write to each other about a case is read by its offices: not by the applicant, nor by whom an escalation has told. */
const wordsInside = `subject LIKE 'desk:%' AND EXISTS (SELECT FROM case_access a
  WHERE a.case_id = private_payload.case_id AND a.organisation = ${setting('organisation')} AND a.role = 'office')`;

/** Who is on leave and who stands in, and whose task within an office a task is. A row is withdrawn, never removed: it gave a right. */
export class StandIns1519862400016 implements MigrationInterface {
  public readonly name = 'StandIns1519862400016';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task ADD COLUMN assigned_to text');
    await runner.query(`
      CREATE TABLE stand_in (
        id bigserial NOT NULL,
        organisation text NOT NULL,
        absent text NOT NULL,
        person text,
        from_date date NOT NULL,
        until_date date NOT NULL,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        withdrawn_by text,
        withdrawn_at timestamptz,
        CONSTRAINT stand_in_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX stand_in_organisation ON stand_in (organisation, until_date)');
    await runner.query('GRANT SELECT, INSERT, UPDATE ON stand_in TO vermilion_app');
    await runner.query('GRANT USAGE ON SEQUENCE stand_in_id_seq TO vermilion_app');
    await runner.query('GRANT SELECT ON stand_in TO vermilion_auditor');
    await this.protect(runner);
  }

  /** An office sees and keeps its own leave; who of it may, the API says. */
  private async protect(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stand_in ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY ledger ON stand_in TO vermilion_app USING ${ledger} WITH CHECK ${ledger}`);
    await runner.query(`CREATE POLICY reading ON stand_in FOR SELECT TO vermilion_app USING (${own} OR ${oversight})`);
    await runner.query(`CREATE POLICY adding ON stand_in FOR INSERT TO vermilion_app WITH CHECK (${own})`);
    await runner.query(
      `CREATE POLICY changing ON stand_in FOR UPDATE TO vermilion_app USING (${own}) WITH CHECK (${own})`,
    );
    await runner.query(
      `CREATE POLICY desk_words ON private_payload FOR SELECT TO vermilion_app USING (${wordsInside})`,
    );
    await runner.query('CREATE POLICY audit ON stand_in FOR SELECT TO vermilion_auditor USING (true)');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY desk_words ON private_payload');
    await runner.query('DROP TABLE stand_in');
    await runner.query('ALTER TABLE task DROP COLUMN assigned_to');
  }
}
