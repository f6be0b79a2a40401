import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const own = `person = ${setting('person')} AND organisation = ${setting('organisation')} AND role = ${setting('role')}`;

/** What the audit administrator looks at is an act, too. The security administrator reads those and no others, the audit administrator all others. */
export class AuditorActs1519862400076 implements MigrationInterface {
  public readonly name = 'AuditorActs1519862400076';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER POLICY reading ON administrator_act
        USING ((${setting('role')} = 'auditor' AND role <> 'auditor') OR (${setting('role')} = 'security' AND role = 'auditor'))`,
    );
    await runner.query(
      `ALTER POLICY adding ON administrator_act WITH CHECK (${own} AND role IN ('operations', 'security', 'auditor'))`,
    );
  }

  public async down(): Promise<void> {
    throw new Error('what the audit administrator did is not forgotten');
  }
}
