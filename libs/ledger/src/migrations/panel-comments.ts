import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;

/** Once marks are opened, those who work on the case or apply read them with their comments; until then their author alone does. */
const opened = `opened AND EXISTS (SELECT FROM case_access a
  WHERE a.case_id = score.case_id AND a.organisation = ${setting('organisation')})`;

/** Which marks were opened and counted: their comments are given to the applicant, by seat. */
export class PanelComments1519862400021 implements MigrationInterface {
  public readonly name = 'PanelComments1519862400021';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE score ADD COLUMN opened boolean NOT NULL DEFAULT false');
    await runner.query(`CREATE POLICY opened ON score FOR SELECT TO vermilion_app USING (${opened})`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY opened ON score');
    await runner.query('ALTER TABLE score DROP COLUMN opened');
  }
}
