import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const acting = (...roles: readonly string[]) =>
  `${setting('role')} IN (${roles.map((role) => `'${role}'`).join(', ')})`;

/** For how many days after the end of the last case words must be kept, by kind of subject, and why. What is not named is kept for ever. */
const RULES = [
  ['enterprise', 3650, '申报材料保管10年：国家档案局令第8号《机关文件材料归档范围和文书档案保管期限规定》'],
  ['person', 10950, '审批意见保管30年：国家档案局令第8号《机关文件材料归档范围和文书档案保管期限规定》'],
  ['objector', 3650, '异议材料保管10年：国家档案局令第8号《机关文件材料归档范围和文书档案保管期限规定》'],
] as const;

/**
 * Erasure by two: one security administrator asks, another confirms, and the rows say so whatever the program does. Words that are erased are taken
 * out of the payload, so that a key that is made later opens nothing old, and none of before is of use to anybody.
 */
export class Erasures1519862400065 implements MigrationInterface {
  public readonly name = 'Erasures1519862400065';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erasure_rule (
        kind text NOT NULL,
        days integer NOT NULL,
        reason text NOT NULL,
        CONSTRAINT erasure_rule_pk PRIMARY KEY (kind),
        CONSTRAINT erasure_rule_days CHECK (days >= 0)
      )`);
    for (const rule of RULES) await runner.query('INSERT INTO erasure_rule VALUES ($1, $2, $3)', [...rule]);
    await runner.query(`
      CREATE TABLE erasure (
        id bigserial NOT NULL,
        subject text NOT NULL,
        ground text NOT NULL,
        reference text NOT NULL,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        confirmed_by text,
        confirmed_at timestamptz,
        CONSTRAINT erasure_pk PRIMARY KEY (id),
        CONSTRAINT erasure_by_two CHECK (confirmed_by <> asked_by)
      )`);
    await runner.query('CREATE UNIQUE INDEX erasure_open ON erasure (subject) WHERE confirmed_at IS NULL');
    await runner.query('GRANT SELECT, INSERT, UPDATE ON erasure TO vermilion_app');
    await runner.query('GRANT SELECT ON erasure_rule TO vermilion_app');
    await runner.query('GRANT SELECT ON erasure, erasure_rule TO vermilion_auditor');
    await runner.query('GRANT USAGE ON SEQUENCE erasure_id_seq TO vermilion_app');
    for (const table of ['erasure', 'erasure_rule']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY audit ON ${table} FOR SELECT TO vermilion_auditor USING (true)`);
      await runner.query(
        `CREATE POLICY reading ON ${table} FOR SELECT TO vermilion_app USING (${acting('security', 'auditor')})`,
      );
    }
    await runner.query('ALTER TABLE erasure FORCE ROW LEVEL SECURITY');
    await this.byTwo(runner);
    await this.letGo(runner);
  }

  private async byTwo(runner: QueryRunner): Promise<void> {
    const person = setting('person');
    await runner.query(
      `CREATE POLICY asking ON erasure FOR INSERT TO vermilion_app
         WITH CHECK (${acting('security')} AND asked_by = ${person} AND confirmed_by IS NULL AND confirmed_at IS NULL)`,
    );
    await runner.query(
      `CREATE POLICY confirming ON erasure FOR UPDATE TO vermilion_app
         USING (${acting('security')} AND confirmed_at IS NULL AND asked_by <> ${person}) WITH CHECK (confirmed_by = ${person})`,
    );
  }

  /** What the engine may change of a payload, a party and a mail that went: only into nothing. */
  private async letGo(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT UPDATE (ciphertext) ON private_payload TO vermilion_engine');
    await runner.query(
      `CREATE POLICY erasing ON private_payload AS RESTRICTIVE FOR UPDATE TO vermilion_engine
         USING (true) WITH CHECK (length(ciphertext) = 0)`,
    );
    await runner.query('GRANT UPDATE (email) ON party TO vermilion_engine');
    await runner.query(
      `CREATE POLICY erasing ON party AS RESTRICTIVE FOR UPDATE TO vermilion_engine USING (true) WITH CHECK (email IS NULL)`,
    );
  }

  public async down(): Promise<void> {
    throw new Error('what was erased is not brought back');
  }
}
