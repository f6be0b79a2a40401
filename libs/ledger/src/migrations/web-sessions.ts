import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const engine = `${setting('actor')} = 'system'`;

/** Sessions of browsers. Only the API looks at them, before it knows who asks; no auditor and no person reads them. */
export class WebSessions1519862400020 implements MigrationInterface {
  public readonly name = 'WebSessions1519862400020';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE web_session (
        id_hash text NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL,
        organisation text,
        role text,
        opened_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT web_session_pk PRIMARY KEY (id_hash)
      )`);
    await runner.query('CREATE INDEX web_session_expiry ON web_session (expires_at)');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON web_session TO vermilion_app');
    await runner.query('ALTER TABLE web_session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY ledger ON web_session TO vermilion_app USING (${engine}) WITH CHECK (${engine})`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE web_session');
  }
}
