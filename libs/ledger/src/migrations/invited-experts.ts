import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
const oversight = `${setting('role')} IN ('operations', 'auditor')`;
const access = (caseId: string, but = '') =>
  `EXISTS (SELECT FROM case_access a WHERE a.case_id = ${caseId} AND a.organisation = ${setting('organisation')}${but})`;
const office = `split_part(${setting('organisation')}, ':', 1) IN ('district', 'bureau')`;
const applicant = `EXISTS (SELECT FROM "case" c WHERE c.id = document.case_id AND c.applicant = ${setting('organisation')})`;
const submitted = `EXISTS (SELECT FROM "case" c WHERE c.id = document.case_id
  AND c.state->'documents' @> jsonb_build_array(jsonb_build_object('id', document.id)))`;

/** What of a case is its file; `but` takes whom it is closed to out of the access. */
const file = (but: string): readonly (readonly [policy: string, table: string, rows: string])[] => [
  [
    'reading',
    'event',
    `CASE split_part(stream, ':', 1) WHEN 'round' THEN ${office} ELSE ${access(`split_part(stream, ':', 2)`, but)} END OR ${oversight}`,
  ],
  ['reading', 'document', `${applicant} OR (${access('document.case_id', but)} AND ${submitted})`],
  ['opened', 'score', `opened AND ${access('score.case_id', but)}`],
];

/** Until an expert has signed and accepted, the file stays closed: what was declared and attached, and what happened. */
export class InvitedExperts1519862400025 implements MigrationInterface {
  public readonly name = 'InvitedExperts1519862400025';

  public async up(runner: QueryRunner): Promise<void> {
    await this.alter(runner, ` AND a.role <> 'invited'`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await this.alter(runner, '');
  }

  private async alter(runner: QueryRunner, but: string): Promise<void> {
    for (const [policy, table, rows] of file(but))
      await runner.query(`ALTER POLICY ${policy} ON ${table} USING (${rows})`);
  }
}
