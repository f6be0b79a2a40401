import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In which transaction a message was written or grew, for those who listen. Numbers are no measure of what is new: they are given before the commit,
 * so that a lower one may come later, and what joins a message has no number of its own.
 */
export class ToldIn1519862400080 implements MigrationInterface {
  public readonly name = 'ToldIn1519862400080';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE notification_item ADD COLUMN told_in bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint',
    );
    await runner.query('CREATE INDEX notification_item_told_in ON notification_item (recipient, told_in)');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notification_item DROP COLUMN told_in');
  }
}
