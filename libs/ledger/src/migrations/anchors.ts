import type { MigrationInterface, QueryRunner } from 'typeorm';

const oversight = `(SELECT current_setting('app.role', true)) IN ('operations', 'auditor')`;

/**
 * Signed roots over the heads of streams. Who signs can write no event, and who writes events can sign nothing: the relay's login adds anchors and
 * reads of events no more than their hashes; the application's only reads anchors. Nobody may change or remove one.
 */
export class Anchors1519862400050 implements MigrationInterface {
  public readonly name = 'Anchors1519862400050';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE anchor (
        n integer NOT NULL,
        statement text NOT NULL,
        hash text NOT NULL,
        signature text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT anchor_pk PRIMARY KEY (n)
      )`);
    await runner.query(`
      CREATE TABLE anchor_head (
        anchor integer NOT NULL,
        stream text NOT NULL,
        seq integer NOT NULL,
        hash text NOT NULL,
        CONSTRAINT anchor_head_pk PRIMARY KEY (anchor, stream)
      )`);
    await runner.query('CREATE UNIQUE INDEX anchor_head_stream ON anchor_head (stream, seq)');
    await runner.query(
      'CREATE TABLE unanchored (stream text NOT NULL, seq integer NOT NULL, CONSTRAINT unanchored_pk PRIMARY KEY (stream))',
    );
    await this.markWhatIsThere(runner);
    await runner.query('GRANT SELECT, INSERT ON anchor, anchor_head TO vermilion_relay');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON unanchored TO vermilion_relay');
    await runner.query('GRANT SELECT (stream, seq, hash) ON event TO vermilion_relay');
    await runner.query('GRANT INSERT ON outbox TO vermilion_relay');
    await runner.query('GRANT USAGE ON SEQUENCE outbox_id_seq TO vermilion_relay');
    await runner.query('CREATE POLICY relay ON event FOR SELECT TO vermilion_relay USING (true)');
    await runner.query('GRANT SELECT ON anchor, anchor_head TO vermilion_app');
    await runner.query('GRANT SELECT ON anchor, anchor_head, unanchored TO vermilion_auditor');
    for (const table of ['anchor', 'anchor_head', 'unanchored']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY relay ON ${table} TO vermilion_relay USING (true) WITH CHECK (true)`);
      await runner.query(`CREATE POLICY audit ON ${table} FOR SELECT TO vermilion_auditor USING (true)`);
    }
    for (const table of ['anchor', 'anchor_head'])
      await runner.query(`CREATE POLICY reading ON ${table} FOR SELECT TO vermilion_app USING (${oversight})`);
  }

  /** What was recorded before there were anchors is for the first of them. The owner sees the events for this one statement. */
  private async markWhatIsThere(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event NO FORCE ROW LEVEL SECURITY');
    await runner.query('INSERT INTO unanchored SELECT stream, max(seq) FROM event GROUP BY stream');
    await runner.query('ALTER TABLE event FORCE ROW LEVEL SECURITY');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY relay ON event');
    await runner.query('REVOKE SELECT (stream, seq, hash) ON event FROM vermilion_relay');
    await runner.query('REVOKE INSERT ON outbox FROM vermilion_relay');
    await runner.query('REVOKE USAGE ON SEQUENCE outbox_id_seq FROM vermilion_relay');
    await runner.query('DROP TABLE unanchored, anchor_head, anchor');
  }
}
