import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
/** Who an expert is, the engine alone knows, and the expert: as with the names in `party`. */
const reading = `organisation NOT LIKE 'expert:%' OR organisation = ${setting('organisation')}`;

/** Which login belongs to which expert is nobody's to read. The register is its owner's to write, as before. */
export class Members1519862400036 implements MigrationInterface {
  public readonly name = 'Members1519862400036';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member ENABLE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY reading ON member FOR SELECT TO vermilion_app USING (${reading})`);
    await runner.query(`CREATE POLICY audit ON member FOR SELECT TO vermilion_auditor USING (true)`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    for (const policy of ['reading', 'audit']) await runner.query(`DROP POLICY ${policy} ON member`);
    await runner.query('ALTER TABLE member DISABLE ROW LEVEL SECURITY');
  }
}
