import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createCreditAndTitles } from './credit-and-titles.js';

/** Who takes part, credit, titles and bar periods, the working-day calendar and the business clock. */
export class Register1519862400005 implements MigrationInterface {
  public readonly name = 'Register1519862400005';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE party (
        organisation text NOT NULL,
        kind text NOT NULL,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        credit_code text,
        district text,
        email text,
        fictional boolean NOT NULL DEFAULT false,
        CONSTRAINT party_pk PRIMARY KEY (organisation)
      )`);
    await runner.query(`
      CREATE TABLE member (
        issuer text NOT NULL,
        sub text NOT NULL,
        organisation text NOT NULL,
        role text NOT NULL,
        CONSTRAINT member_pk PRIMARY KEY (issuer, sub, organisation, role)
      )`);
    await runner.query('CREATE INDEX member_organisation ON member (organisation)');
    await runner.query(`
      CREATE TABLE expert (
        id text NOT NULL,
        category text NOT NULL,
        employer_group text NOT NULL,
        employer_credit_code text,
        available boolean NOT NULL,
        conflicts jsonb NOT NULL,
        CONSTRAINT expert_pk PRIMARY KEY (id)
      )`);
    await createCreditAndTitles(runner);
    await this.createTime(runner);
  }

  private async createTime(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE calendar_year (year smallint NOT NULL, source text NOT NULL, CONSTRAINT calendar_year_pk PRIMARY KEY (year))',
    );
    await runner.query(`
      CREATE TABLE calendar_day (
        date date NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        year smallint NOT NULL,
        CONSTRAINT calendar_day_pk PRIMARY KEY (date)
      )`);
    await runner.query(`
      CREATE TABLE calendar_version (
        one boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT calendar_version_pk PRIMARY KEY (one),
        CONSTRAINT calendar_version_one_row CHECK (one)
      )`);
    await runner.query(`
      CREATE TABLE business_clock (
        one boolean NOT NULL,
        mode text NOT NULL,
        now_at timestamptz,
        target_at timestamptz,
        updated_at timestamptz NOT NULL,
        CONSTRAINT business_clock_pk PRIMARY KEY (one),
        CONSTRAINT business_clock_one_row CHECK (one),
        CONSTRAINT business_clock_stands_somewhere
          CHECK (mode = 'real' OR (now_at IS NOT NULL AND target_at >= now_at))
      )`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE business_clock, calendar_version, calendar_day, calendar_year, register_import, bar, title, credit_record, expert, member, party',
    );
  }
}
