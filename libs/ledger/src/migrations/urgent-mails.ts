import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which mails go before others: those of the ladder, which would else wait behind all that a missed instant gives rise to. */
export class UrgentMails1519862400082 implements MigrationInterface {
  public readonly name = 'UrgentMails1519862400082';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery ADD COLUMN urgent boolean NOT NULL DEFAULT false');
    await runner.query(`CREATE INDEX delivery_urgent ON delivery (next_at) WHERE state = 'pending' AND urgent`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery DROP COLUMN urgent');
  }
}
