import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const own = `person = ${setting('person')} AND organisation = ${setting('organisation')} AND role = ${setting('role')}`;
/** Of a case that the reader may see. */
const seen = 'EXISTS (SELECT FROM "case" c WHERE c.id = contact_look.case_id)';

/** Who had the contact of a case shown in full although the case was not theirs to work on. Written by whoever looks, read by the audit administrator, never changed. */
export class ContactLooks1519862400072 implements MigrationInterface {
  public readonly name = 'ContactLooks1519862400072';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact_look (
        id bigserial NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        person text NOT NULL,
        organisation text NOT NULL,
        role text NOT NULL,
        case_id text NOT NULL,
        CONSTRAINT contact_look_pk PRIMARY KEY (id)
      )`);
    await runner.query('GRANT SELECT, INSERT ON contact_look TO vermilion_app');
    await runner.query('GRANT USAGE ON SEQUENCE contact_look_id_seq TO vermilion_app');
    await runner.query('GRANT SELECT ON contact_look TO vermilion_auditor');
    await runner.query('ALTER TABLE contact_look ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
    await runner.query(
      `CREATE POLICY reading ON contact_look FOR SELECT TO vermilion_app USING (${setting('role')} = 'auditor')`,
    );
    await runner.query(
      `CREATE POLICY adding ON contact_look FOR INSERT TO vermilion_app WITH CHECK (${own} AND ${seen})`,
    );
    await runner.query('CREATE POLICY audit ON contact_look FOR SELECT TO vermilion_auditor USING (true)');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contact_look');
  }
}
