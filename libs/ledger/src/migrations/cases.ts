import type { MigrationInterface, QueryRunner } from 'typeorm';

const caseTable = `
  CREATE TABLE "case" (
    id text NOT NULL,
    stream text NOT NULL,
    procedure text NOT NULL,
    version integer NOT NULL,
    obligation text NOT NULL,
    applicant text NOT NULL,
    district text NOT NULL,
    phase text NOT NULL,
    stage text,
    visit integer NOT NULL,
    holder_kind text,
    holder_organisation text,
    outcome text,
    round text,
    seq integer NOT NULL,
    stage_seq integer NOT NULL,
    workflow_seq integer NOT NULL DEFAULT 0,
    state jsonb NOT NULL,
    workshop_name text,
    due_at timestamptz,
    overdue boolean NOT NULL DEFAULT false,
    opened_at timestamptz NOT NULL,
    submitted_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz NOT NULL,
    CONSTRAINT case_pk PRIMARY KEY (id),
    CONSTRAINT case_stream UNIQUE (stream)
  )`;

const deadlineTable = `
  CREATE TABLE deadline (
    id bigserial NOT NULL,
    owner text NOT NULL,
    case_id text,
    ref text NOT NULL,
    kind text NOT NULL,
    rung text NOT NULL,
    due_at timestamptz NOT NULL,
    recorded_at timestamptz,
    provisional boolean NOT NULL,
    derivation jsonb,
    obligation text NOT NULL,
    shard smallint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    CONSTRAINT deadline_pk PRIMARY KEY (id),
    CONSTRAINT deadline_owner_ref UNIQUE (owner, ref)
  )`;

const roundTable = `
  CREATE TABLE round (
    id text NOT NULL,
    stream text NOT NULL,
    procedure text NOT NULL,
    version integer NOT NULL,
    phase text NOT NULL,
    seq integer NOT NULL,
    stage_seq integer NOT NULL,
    workflow_seq integer NOT NULL DEFAULT 0,
    state jsonb NOT NULL,
    terms jsonb NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT round_pk PRIMARY KEY (id),
    CONSTRAINT round_stream UNIQUE (stream)
  )`;

/** The cases, the rounds, and what is read of them: tasks, due dates, holders, access, awards. All can be rebuilt from the events. */
export class Cases1519862400003 implements MigrationInterface {
  public readonly name = 'Cases1519862400003';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(caseTable);
    await runner.query(roundTable);
    await runner.query('CREATE INDEX case_round ON "case" (round, id) WHERE round IS NOT NULL');
    await runner.query('CREATE INDEX case_applicant ON "case" (applicant, id)');
    await runner.query('CREATE INDEX case_due ON "case" (due_at, id)');
    await runner.query('CREATE INDEX case_updated ON "case" (updated_at, id)');
    await runner.query(`CREATE INDEX case_system_work ON "case" (id) WHERE holder_kind = 'system'`);
    await runner.query('CREATE INDEX case_workflow_behind ON "case" (updated_at) WHERE stage_seq > workflow_seq');
    await runner.query(`
      CREATE TABLE task (
        id text NOT NULL,
        case_id text NOT NULL,
        stage text,
        kind text NOT NULL,
        organisation text NOT NULL,
        role text NOT NULL,
        due_at timestamptz,
        opened_at timestamptz NOT NULL,
        claimed_by text,
        CONSTRAINT task_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX task_case ON task (case_id)');
    await runner.query('CREATE INDEX task_organisation_due ON task (organisation, due_at, id)');
    await runner.query(deadlineTable);
    await runner.query('CREATE INDEX deadline_unrecorded ON deadline (shard, due_at) WHERE recorded_at IS NULL');
    await runner.query('CREATE INDEX deadline_next ON deadline (due_at) WHERE recorded_at IS NULL');
    await runner.query('CREATE INDEX deadline_case ON deadline (case_id)');
    await runner.query(`
      CREATE TABLE holder (
        case_id text NOT NULL,
        seq integer NOT NULL,
        from_at timestamptz NOT NULL,
        kind text,
        organisation text,
        CONSTRAINT holder_pk PRIMARY KEY (case_id, seq)
      )`);
    await runner.query(`
      CREATE TABLE case_access (
        case_id text NOT NULL,
        organisation text NOT NULL,
        role text NOT NULL,
        CONSTRAINT case_access_pk PRIMARY KEY (case_id, organisation, role)
      )`);
    await runner.query('CREATE INDEX case_access_organisation ON case_access (organisation, case_id)');
    await runner.query(`
      CREATE TABLE award (
        case_id text NOT NULL,
        document_number text NOT NULL,
        certificate_number text NOT NULL,
        title text NOT NULL,
        valid_from date NOT NULL,
        valid_until date NOT NULL,
        organisation text NOT NULL,
        round text,
        CONSTRAINT award_pk PRIMARY KEY (case_id),
        CONSTRAINT award_certificate_number UNIQUE (certificate_number)
      )`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE award, case_access, holder, deadline, task, round, "case"');
  }
}
