import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const acting = (...roles: readonly string[]) =>
  `${setting('role')} IN (${roles.map((role) => `'${role}'`).join(', ')})`;
/** Who is an expert, the register of experts says; no administrator gives it, takes it or learns it. */
const governed = `${acting('security')} AND organisation NOT LIKE 'expert:%'`;
const own = `person = ${setting('person')} AND organisation = ${setting('organisation')} AND role = ${setting('role')}`;

/** What only the system administrator moves, where the auditor could as well, and what only the auditor reads. */
const NARROWED = [
  `ALTER POLICY changing ON incident USING (${acting('operations')}) WITH CHECK (${acting('operations')})`,
  `ALTER POLICY adding ON incident WITH CHECK (${acting('operations')})`,
  `ALTER POLICY changing ON parked_key USING (${acting('operations')}) WITH CHECK (${acting('operations')})`,
  `ALTER POLICY changing ON business_clock USING (${acting('operations')}) WITH CHECK (${acting('operations')})`,
  `ALTER POLICY reading ON anchor USING (${acting('auditor')})`,
  `ALTER POLICY reading ON anchor_head USING (${acting('auditor')})`,
];

/**
 * System, security and audit are three offices. The security administrator gives and withdraws memberships; what each of them does is a row that is
 * never changed, and that the audit administrator reads.
 */
export class Administrators1519862400064 implements MigrationInterface {
  public readonly name = 'Administrators1519862400064';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE administrator_act (
        id bigserial NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        person text NOT NULL,
        organisation text NOT NULL,
        role text NOT NULL,
        act text NOT NULL,
        about jsonb NOT NULL,
        CONSTRAINT administrator_act_pk PRIMARY KEY (id)
      )`);
    await runner.query('GRANT SELECT, INSERT ON administrator_act TO vermilion_app');
    await runner.query('GRANT USAGE ON SEQUENCE administrator_act_id_seq TO vermilion_app');
    await runner.query('GRANT SELECT ON administrator_act TO vermilion_auditor');
    await runner.query('ALTER TABLE administrator_act ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
    await runner.query(
      `CREATE POLICY reading ON administrator_act FOR SELECT TO vermilion_app USING (${acting('auditor')})`,
    );
    await runner.query(
      `CREATE POLICY adding ON administrator_act FOR INSERT TO vermilion_app WITH CHECK (${own} AND ${acting('operations', 'security')})`,
    );
    await runner.query('CREATE POLICY audit ON administrator_act FOR SELECT TO vermilion_auditor USING (true)');
    await runner.query('GRANT INSERT, DELETE ON member TO vermilion_app');
    await runner.query(`CREATE POLICY giving ON member FOR INSERT TO vermilion_app WITH CHECK (${governed})`);
    await runner.query(`CREATE POLICY withdrawing ON member FOR DELETE TO vermilion_app USING (${governed})`);
    for (const statement of NARROWED) await runner.query(statement);
  }

  public async down(): Promise<void> {
    throw new Error('what one administrator could do alone is not brought back');
  }
}
