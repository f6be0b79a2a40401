import type { TestDatabase } from './postgres.js';

/**
 * Copies a case that lies with an office so many times, each copy with its tasks and rights, numbered from 2018-800000 on. Due dates are spread
 * around 1 March 2018 09:00 so that several fall on one instant; every tenth copy is of another district, every seventh has no limit.
 */
export async function multiply({ admin }: Pick<TestDatabase, 'admin'>, caseId: string, copies: number): Promise<void> {
  const number = `'2018-' || (800000 + n)::text`;
  const district = `CASE WHEN n % 10 = 0 THEN '410181' ELSE district END`;
  const name = `'第' || n || '号智能车间（虚构）'`;
  const due = `CASE WHEN n % 7 = 0 THEN NULL ELSE timestamptz '2018-03-01 09:00+08' + ((n % 40) - 10) * interval '5 hours' END`;
  const columns = `procedure, version, obligation, applicant, phase, stage, visit, holder_kind, holder_organisation, outcome, round, seq, stage_seq,
    workflow_seq, state, opened_at, submitted_at, closed_at, updated_at`;
  await admin(
    `INSERT INTO "case" (id, stream, district, workshop_name, due_at, overdue, ${columns})
     SELECT ${number}, 'application:' || ${number}, ${district}, ${name}, ${due}, false, ${columns}
     FROM "case", generate_series(1, $2) n WHERE id = $1`,
    [caseId, copies],
  );
  await admin(
    `INSERT INTO case_access (case_id, organisation, role)
     SELECT ${number}, organisation, role FROM case_access, generate_series(1, $2) n WHERE case_id = $1`,
    [caseId, copies],
  );
  await admin(
    `INSERT INTO task (id, case_id, stage, kind, organisation, role, due_at, opened_at, procedure, version, applicant, district, workshop_name, overdue)
     SELECT ${number} || substr(id, length($1) + 1), ${number}, stage, kind, organisation, role, ${due},
       opened_at + (n % 50) * interval '1 minute', procedure, version, applicant, ${district}, ${name}, false
     FROM task, generate_series(1, $2) n WHERE case_id = $1`,
    [caseId, copies],
  );
}
