import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of tasks are read in their order from an index: the first page costs the same, however many tasks an office has. */
export class TaskOrder1519862400033 implements MigrationInterface {
  public readonly name = 'TaskOrder1519862400033';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX task_by_due ON task (organisation, coalesce(due_at, 'infinity'), id)`);
    await runner.query('CREATE INDEX task_by_opening ON task (organisation, opened_at, id)');
    await runner.query('DROP INDEX task_organisation_due');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX task_organisation_due ON task (organisation, due_at, id)');
    await runner.query('DROP INDEX task_by_opening');
    await runner.query('DROP INDEX task_by_due');
  }
}
