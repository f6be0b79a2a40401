import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody has last shown who they are, and when their browser was last heard of. Sessions from before are taken as opened then. */
export class SessionCare1519862400041 implements MigrationInterface {
  public readonly name = 'SessionCare1519862400041';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE web_session ADD authenticated_at timestamptz, ADD seen_at timestamptz NOT NULL DEFAULT now()',
    );
    await runner.query('UPDATE web_session SET authenticated_at = opened_at');
    await runner.query('CREATE INDEX web_session_subject ON web_session (issuer, subject)');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX web_session_subject');
    await runner.query('ALTER TABLE web_session DROP authenticated_at, DROP seen_at');
  }
}
