import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const security = `${setting('role')} = 'security'`;

/**
 * Webhooks: the security administrator sets one up, and sees how it goes; what is sent, the engine alone writes, but for a test. Their secrets follow from
 * a key outside the database (`webhooks/secret.ts`).
 */
export class Webhooks1519862400070 implements MigrationInterface {
  public readonly name = 'Webhooks1519862400070';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook (
        id uuid NOT NULL,
        organisation text NOT NULL,
        url text NOT NULL,
        state text NOT NULL,
        generation integer NOT NULL DEFAULT 1,
        rotated_at timestamptz,
        failures integer NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        reason text,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT webhook_pk PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX webhook_active ON webhook (organisation, url) WHERE state = 'active'`);
    await runner.query(`
      CREATE TABLE webhook_delivery (
        id bigserial NOT NULL,
        webhook uuid NOT NULL,
        event_id text NOT NULL,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'pending',
        attempts integer NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        error text,
        CONSTRAINT webhook_delivery_pk PRIMARY KEY (id),
        CONSTRAINT webhook_delivery_event UNIQUE (webhook, event_id)
      )`);
    await runner.query(
      `CREATE INDEX webhook_delivery_pending ON webhook_delivery (webhook, id) WHERE state = 'pending'`,
    );
    await runner.query(`CREATE INDEX webhook_delivery_done ON webhook_delivery (created_at) WHERE state <> 'pending'`);
    await this.protect(runner);
    await this.letGo(runner);
  }

  private async protect(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT SELECT, INSERT, UPDATE ON webhook TO vermilion_app');
    // No policy lets anybody but the engine change a row of it.
    await runner.query('GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO vermilion_app');
    await runner.query('GRANT USAGE ON SEQUENCE webhook_delivery_id_seq TO vermilion_app');
    await runner.query('GRANT SELECT ON webhook, webhook_delivery TO vermilion_auditor');
    for (const table of ['webhook', 'webhook_delivery']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY audit ON ${table} FOR SELECT TO vermilion_auditor USING (true)`);
      await runner.query(`CREATE POLICY reading ON ${table} FOR SELECT TO vermilion_app USING (${security})`);
    }
    await runner.query(
      `CREATE POLICY adding ON webhook FOR INSERT TO vermilion_app
         WITH CHECK (${security} AND created_by = ${setting('person')} AND organisation NOT LIKE 'expert:%')`,
    );
    await runner.query(
      `CREATE POLICY changing ON webhook FOR UPDATE TO vermilion_app USING (${security} AND state = 'active') WITH CHECK (${security})`,
    );
    await runner.query(
      `CREATE POLICY testing ON webhook_delivery FOR INSERT TO vermilion_app WITH CHECK (${security} AND event_id LIKE 'webhook:%')`,
    );
  }

  /** What has gone out, or was given up, goes by a rule like all that is kept for a time. */
  private async letGo(runner: QueryRunner): Promise<void> {
    await runner.query('INSERT INTO retention_rule VALUES ($1, $2, $3)', [
      'webhook_delivery',
      90,
      'whether a system was told is asked soon, and what it was told stands in the record of the case',
    ]);
    await runner.query('GRANT SELECT, DELETE ON webhook_delivery TO vermilion_relay');
    await runner.query(
      `CREATE POLICY retention ON webhook_delivery TO vermilion_relay
        USING (state <> 'pending' AND created_at < now() - make_interval(days => (SELECT days FROM retention_rule WHERE relation = 'webhook_delivery')))
        WITH CHECK (false)`,
    );
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery, webhook');
    await runner.query(`DELETE FROM retention_rule WHERE relation = 'webhook_delivery'`);
  }
}
