import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever claims mails asks which addresses have one under way or to be tried again: few, among many that wait. */
export class DeliveriesUnderWay1519862400062 implements MigrationInterface {
  public readonly name = 'DeliveriesUnderWay1519862400062';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX delivery_under_way ON delivery (address) WHERE state = 'pending' AND attempts > 0`,
    );
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX delivery_under_way');
  }
}
