import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a message tells of stands in rows of its own alone. As a list in the message it was written anew with each item that joined: a digest of ten
 * thousand limits that ended at one midnight was written ten thousand times.
 */
export class DigestItems1519862400074 implements MigrationInterface {
  public readonly name = 'DigestItems1519862400074';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notification_item ADD COLUMN case_id text, ADD COLUMN due_at timestamptz');
    // Whoever migrates reads no message: row-level security holds for the owner, too, save while it is lifted.
    await runner.query('ALTER TABLE notification NO FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE notification_item NO FORCE ROW LEVEL SECURITY');
    await runner.query(`
      UPDATE notification_item i SET case_id = told.item->>'caseId', due_at = (told.item->>'dueAt')::timestamptz
        FROM (SELECT n.id, jsonb_array_elements(n.items) AS item FROM notification n) told
       WHERE told.id = i.notification_id AND told.item->>'eventId' = i.event_id`);
    await runner.query('ALTER TABLE notification_item FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE notification FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE notification_item ALTER COLUMN case_id SET NOT NULL');
    await runner.query('ALTER TABLE notification DROP COLUMN items');
    // Until now oversight alone read them; whoever reads the message reads what it tells of.
    await runner.query(
      `CREATE POLICY recipients ON notification_item FOR SELECT TO vermilion_app
        USING (recipient = (SELECT current_setting('app.organisation', true)))`,
    );
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notification ADD COLUMN items jsonb NOT NULL DEFAULT '[]'`);
    await runner.query('DROP POLICY recipients ON notification_item');
    await runner.query('ALTER TABLE notification_item DROP COLUMN case_id, DROP COLUMN due_at');
  }
}
