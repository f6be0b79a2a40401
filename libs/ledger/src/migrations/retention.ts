import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * After how many days rows of a table may go, by which column, and why not sooner. What is not named here is kept for ever (docs/growth.md). For the
 * actors `clock` and `system` a key alone decides, and may come again as long as a workflow can be built anew: their commands stay.
 */
const RULES = [
  ['command', 'at', `actor LIKE 'person:%'`, 90, 'a repeated request gets the same reply for so long'],
  ['inbox', 'at', 'true', 90, 'longer than the broker keeps messages: what cannot come again need not be known'],
  [
    'delivery',
    'sent_at',
    `state = 'sent'`,
    365,
    'holds an address; whether somebody was told is asked within the year',
  ],
] as const;

/** Whoever removes may remove only what the rule lets go: the policies say so, whatever the program does. */
export class Retention1519862400051 implements MigrationInterface {
  public readonly name = 'Retention1519862400051';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention_rule (
        relation text NOT NULL,
        days integer NOT NULL,
        reason text NOT NULL,
        CONSTRAINT retention_rule_pk PRIMARY KEY (relation),
        CONSTRAINT retention_rule_days CHECK (days >= 30)
      )`);
    await runner.query(`
      CREATE TABLE retention_run (
        id bigserial NOT NULL,
        relation text NOT NULL,
        removed integer NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT retention_run_pk PRIMARY KEY (id)
      )`);
    for (const [relation, column, which, days, reason] of RULES) {
      await runner.query('INSERT INTO retention_rule VALUES ($1, $2, $3)', [relation, days, reason]);
      const goes = `${which} AND ${column} < now() - make_interval(days => (SELECT days FROM retention_rule WHERE relation = '${relation}'))`;
      await runner.query(`GRANT SELECT, DELETE ON ${relation} TO vermilion_relay`);
      await runner.query(
        `CREATE POLICY retention ON ${relation} TO vermilion_relay USING (${goes}) WITH CHECK (false)`,
      );
    }
    await runner.query('CREATE INDEX command_at ON command (at)');
    await runner.query('CREATE INDEX inbox_at ON inbox (at)');
    await runner.query('CREATE INDEX delivery_sent ON delivery (sent_at)');
    await runner.query('GRANT SELECT ON retention_rule TO vermilion_relay, vermilion_auditor');
    await runner.query('GRANT SELECT, INSERT ON retention_run TO vermilion_relay');
    await runner.query('GRANT USAGE ON SEQUENCE retention_run_id_seq TO vermilion_relay');
    await runner.query('GRANT SELECT ON retention_run TO vermilion_auditor');
    for (const table of ['retention_rule', 'retention_run']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY audit ON ${table} FOR SELECT TO vermilion_auditor USING (true)`);
      await runner.query(`CREATE POLICY relay ON ${table} TO vermilion_relay USING (true) WITH CHECK (true)`);
    }
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX command_at, inbox_at, delivery_sent');
    for (const [relation] of RULES) {
      await runner.query(`DROP POLICY retention ON ${relation}`);
      await runner.query(`REVOKE SELECT, DELETE ON ${relation} FROM vermilion_relay`);
    }
    await runner.query('DROP TABLE retention_run, retention_rule');
  }
}
