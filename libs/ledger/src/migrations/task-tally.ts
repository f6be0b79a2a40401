import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks are counted from an index alone, in the order of the groups: nothing is sorted, and the rows, which lie all over the table, are not visited. */
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
