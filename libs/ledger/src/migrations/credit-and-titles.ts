import type { QueryRunner } from 'typeorm';

const titleTable = `
  CREATE TABLE title (
    certificate_number text NOT NULL,
    organisation text NOT NULL,
    programme text NOT NULL,
    thing text NOT NULL,
    thing_key text NOT NULL,
    awarded_on date NOT NULL,
    valid_until date NOT NULL,
    document_number text,
    source text NOT NULL,
    as_of date NOT NULL,
    case_id text,
    review_case text,
    reviewed_from date,
    reviewed_until date,
    revoked_on date,
    ground text,
    CONSTRAINT title_pk PRIMARY KEY (certificate_number)
  )`;

/** The registers of credit, titles and bar periods, and the trail of the files that were taken into them. */
export async function createCreditAndTitles(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE credit_record (
      record text NOT NULL,
      organisation text NOT NULL,
      grade text NOT NULL,
      what text NOT NULL,
      source text NOT NULL,
      as_of date NOT NULL,
      from_on date NOT NULL,
      until_on date,
      repaired_on date,
      CONSTRAINT credit_record_pk PRIMARY KEY (record)
    )`);
  await runner.query('CREATE INDEX credit_record_organisation ON credit_record (organisation)');
  await runner.query(titleTable);
  await runner.query('CREATE INDEX title_organisation ON title (organisation, thing_key)');
  await runner.query(
    'CREATE INDEX title_revoked ON title (revoked_on, certificate_number) WHERE revoked_on IS NOT NULL',
  );
  await runner.query(`
    CREATE TABLE bar (
      bar text NOT NULL,
      organisation text NOT NULL,
      ground text NOT NULL,
      source text NOT NULL,
      as_of date NOT NULL,
      from_on date NOT NULL,
      until_on date NOT NULL,
      certificate_number text,
      CONSTRAINT bar_pk PRIMARY KEY (bar)
    )`);
  await runner.query('CREATE INDEX bar_organisation ON bar (organisation)');
  await runner.query(`
    CREATE TABLE register_import (
      id bigserial NOT NULL,
      register text NOT NULL,
      sha256 text NOT NULL,
      rows integer NOT NULL,
      person text NOT NULL,
      organisation text NOT NULL,
      at timestamptz NOT NULL,
      recorded_at timestamptz NOT NULL,
      CONSTRAINT register_import_pk PRIMARY KEY (id),
      CONSTRAINT register_import_file UNIQUE (register, sha256)
    )`);
}
