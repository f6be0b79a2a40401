import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which edition of the calendar the dates of a round were reckoned. Those of before are looked through once. */
export class RoundDates1519862400026 implements MigrationInterface {
  public readonly name = 'RoundDates1519862400026';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE round ADD COLUMN calendar integer NOT NULL DEFAULT 0');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE round DROP COLUMN calendar');
  }
}
