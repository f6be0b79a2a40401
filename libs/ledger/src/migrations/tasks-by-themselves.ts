import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A task says of its case what lists are narrowed and counted by: to count the tasks of an office, its cases need not be read one by one,
 * each under its own rights.
 */
export class TasksByThemselves1519862400035 implements MigrationInterface {
  public readonly name = 'TasksByThemselves1519862400035';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD COLUMN procedure text, ADD COLUMN version integer, ADD COLUMN applicant text, ADD COLUMN district text,
        ADD COLUMN workshop_name text, ADD COLUMN overdue boolean`);
    // Whoever migrates reads no case: row-level security holds for the owner, too, save while it is lifted.
    await runner.query('ALTER TABLE "case" NO FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE task NO FORCE ROW LEVEL SECURITY');
    await runner.query(`
      UPDATE task t SET procedure = c.procedure, version = c.version, applicant = c.applicant, district = c.district,
             workshop_name = c.workshop_name, overdue = c.overdue FROM "case" c WHERE c.id = t.case_id`);
    await runner.query('ALTER TABLE task FORCE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE "case" FORCE ROW LEVEL SECURITY');
    await runner.query(`
      ALTER TABLE task ALTER COLUMN procedure SET NOT NULL, ALTER COLUMN version SET NOT NULL, ALTER COLUMN applicant SET NOT NULL,
        ALTER COLUMN district SET NOT NULL, ALTER COLUMN overdue SET NOT NULL`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task DROP COLUMN procedure, DROP COLUMN version, DROP COLUMN applicant, DROP COLUMN district,
        DROP COLUMN workshop_name, DROP COLUMN overdue`);
  }
}
