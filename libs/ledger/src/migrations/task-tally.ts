import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tasks are counted from an index, in the order of the groups: nothing is sorted, and of the rows, which lie all over the table, only those are
 * visited that changed since the last vacuum. Its price: a claim, or a limit that passes, writes an entry of it.
 */
export class TaskTally1519862400078 implements MigrationInterface {
  public readonly name = 'TaskTally1519862400078';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX task_by_group ON task (organisation, procedure, stage, district)
        INCLUDE (version, due_at, overdue, role, assigned_to, claimed_by, applicant, case_id)`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX task_by_group');
  }
}
