import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const ledger = `(${setting('scope')} = 'ledger' OR ${setting('actor')} IN ('clock', 'system'))`;
/** The calendar is the installation's own, beyond any bureau: operations publish it, nobody else. */
const publisher = `${setting('role')} = 'operations'`;
const calendar = ['calendar_year', 'calendar_day', 'calendar_version'];

/** What dates the parties were told, and the editions of the calendar. */
export class Dates1519862400010 implements MigrationInterface {
  public readonly name = 'Dates1519862400010';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dating (
        case_id text NOT NULL,
        calendar integer NOT NULL,
        told jsonb NOT NULL,
        shard smallint NOT NULL,
        CONSTRAINT dating_pk PRIMARY KEY (case_id)
      )`);
    await runner.query('CREATE INDEX dating_calendar ON dating (calendar, shard)');
    await runner.query(`
      CREATE TABLE calendar_publication (
        version integer NOT NULL,
        year smallint NOT NULL,
        source text NOT NULL,
        published_on date NOT NULL,
        published_by text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        days json NOT NULL,
        replaced json,
        CONSTRAINT calendar_publication_pk PRIMARY KEY (version)
      )`);
    await this.grant(runner);
    await this.protect(runner);
  }

  private async grant(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON dating TO vermilion_app');
    await runner.query('GRANT SELECT, INSERT ON calendar_publication TO vermilion_app');
    await runner.query('GRANT INSERT, UPDATE ON calendar_year, calendar_version TO vermilion_app');
    await runner.query('GRANT INSERT, DELETE ON calendar_day TO vermilion_app');
    await runner.query('GRANT SELECT ON dating, calendar_publication TO vermilion_auditor');
  }

  /** Everybody reads the calendar. */
  private async protect(runner: QueryRunner): Promise<void> {
    for (const table of ['dating', 'calendar_publication', ...calendar]) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    }
    await runner.query('ALTER TABLE dating FORCE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY ledger ON dating TO vermilion_app USING ${ledger} WITH CHECK ${ledger}`);
    await runner.query(
      `CREATE POLICY reading ON dating FOR SELECT TO vermilion_app USING (${setting('role')} IN ('operations', 'auditor'))`,
    );
    await runner.query('CREATE POLICY audit ON dating FOR SELECT TO vermilion_auditor USING (true)');
    for (const table of ['calendar_publication', ...calendar]) {
      await runner.query(`CREATE POLICY reading ON ${table} FOR SELECT USING (true)`);
      await runner.query(
        `CREATE POLICY publishing ON ${table} TO vermilion_app USING (${publisher}) WITH CHECK (${publisher})`,
      );
    }
  }

  public async down(runner: QueryRunner): Promise<void> {
    for (const table of calendar) {
      await runner.query(`DROP POLICY reading ON ${table}`);
      await runner.query(`DROP POLICY publishing ON ${table}`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    await runner.query('REVOKE INSERT, UPDATE ON calendar_year, calendar_version FROM vermilion_app');
    await runner.query('REVOKE INSERT, DELETE ON calendar_day FROM vermilion_app');
    await runner.query('DROP TABLE calendar_publication, dating');
  }
}
