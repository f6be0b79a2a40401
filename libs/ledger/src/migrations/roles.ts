import type { MigrationInterface, QueryRunner } from 'typeorm';

const roles = ['vermilion_owner', 'vermilion_app', 'vermilion_relay', 'vermilion_auditor'];

/** The roles of the ledger, without login: who runs the system gives them one. */
export class Roles1519862400001 implements MigrationInterface {
  public readonly name = 'Roles1519862400001';

  public async up(runner: QueryRunner): Promise<void> {
    for (const role of roles) {
      // Roles belong to the whole server: another database may have made them already, perhaps at this moment.
      await runner.query(`
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$`);
    }
    await runner.query('GRANT USAGE ON SCHEMA public TO vermilion_app, vermilion_relay, vermilion_auditor');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE USAGE ON SCHEMA public FROM vermilion_app, vermilion_relay, vermilion_auditor');
  }
}
