import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people write and attach, what is kept secret beside the events, and the panels. */
export class Content1519862400004 implements MigrationInterface {
  public readonly name = 'Content1519862400004';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draft (
        case_id text NOT NULL,
        version integer NOT NULL,
        form jsonb NOT NULL,
        updated_at timestamptz NOT NULL,
        updated_by text NOT NULL,
        CONSTRAINT draft_pk PRIMARY KEY (case_id)
      )`);
    await runner.query(`
      CREATE TABLE document (
        id uuid NOT NULL,
        case_id text NOT NULL,
        type text NOT NULL,
        sha256 text NOT NULL,
        bytes integer NOT NULL,
        media text NOT NULL,
        name text NOT NULL,
        path text NOT NULL,
        state text NOT NULL,
        uploaded_by text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT document_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX document_case ON document (case_id, at)');
    await runner.query(`CREATE UNIQUE INDEX document_attached ON document (case_id, type) WHERE state = 'attached'`);
    await runner.query(`
      CREATE TABLE private_payload (
        event_id text NOT NULL,
        case_id text,
        subject text NOT NULL,
        ciphertext bytea NOT NULL,
        CONSTRAINT private_payload_pk PRIMARY KEY (event_id)
      )`);
    await runner.query('CREATE INDEX private_payload_case ON private_payload (case_id, subject)');
    await runner.query(
      'CREATE TABLE subject_key (subject text NOT NULL, wrapped bytea NOT NULL, CONSTRAINT subject_key_pk PRIMARY KEY (subject))',
    );
    await this.createPanels(runner);
  }

  private async createPanels(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE candidate (
        case_id text NOT NULL,
        visit integer NOT NULL,
        token text NOT NULL,
        expert_id text NOT NULL,
        CONSTRAINT candidate_pk PRIMARY KEY (case_id, token)
      )`);
    await runner.query('CREATE INDEX candidate_expert ON candidate (expert_id, case_id)');
    await runner.query(`
      CREATE TABLE seat (
        case_id text NOT NULL,
        seat smallint NOT NULL,
        token text NOT NULL,
        expert_id text NOT NULL,
        status text NOT NULL,
        CONSTRAINT seat_pk PRIMARY KEY (case_id, seat)
      )`);
    await runner.query('CREATE INDEX seat_expert ON seat (expert_id)');
    await runner.query(`
      CREATE TABLE score (
        case_id text NOT NULL,
        seat smallint NOT NULL,
        token text NOT NULL,
        marks jsonb NOT NULL,
        comments jsonb,
        salt text NOT NULL,
        CONSTRAINT score_pk PRIMARY KEY (case_id, token)
      )`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE score, seat, candidate, subject_key, private_payload, document, draft');
  }
}
