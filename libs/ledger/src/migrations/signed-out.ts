import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom the identity provider has signed out or disabled, and when: what they were given before opens nothing. Only the API looks, before it knows who asks. */
export class SignedOut1519862400060 implements MigrationInterface {
  public readonly name = 'SignedOut1519862400060';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signed_out (
        issuer text NOT NULL,
        subject text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT signed_out_pk PRIMARY KEY (issuer, subject)
      )`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON signed_out TO vermilion_app');
    await runner.query('ALTER TABLE signed_out ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signed_out');
  }
}
