import { EntitySchema } from 'typeorm';
import { date, instant, integer, key, optional, serial, text, type Columns } from './column.js';

/** 信用记录: one entry of the credit register. `as_of` is the day as of which the source was asked. */
export interface CreditRecordRow {
  record: string;
  organisation: string;
  grade: 'minor' | 'general' | 'severe';
  what: string;
  source: string;
  as_of: string;
  from_on: string;
  until_on: string | null;
  repaired_on: string | null;
}

const creditColumns = {
  record: key('credit_record', text),
  organisation: text,
  grade: text,
  what: text,
  source: text,
  as_of: date,
  from_on: date,
  until_on: optional(date),
  repaired_on: optional(date),
} satisfies Columns<CreditRecordRow>;

export const CreditRecordTable = new EntitySchema<CreditRecordRow>({
  name: 'credit_record',
  columns: creditColumns,
  indices: [{ name: 'credit_record_organisation', columns: ['organisation'] }],
});

/**
 * 称号: who holds which title for what. `programme` is the procedure that gives it; `thing_key` is the thing's name as `thingKey` compares it.
 * `review_case` is the last re-examination, `case_id` the case that gave the title; null when another system gave it.
 */
export interface TitleRow {
  certificate_number: string;
  organisation: string;
  programme: string;
  thing: string;
  thing_key: string;
  awarded_on: string;
  valid_until: string;
  document_number: string | null;
  source: string;
  as_of: string;
  case_id: string | null;
  review_case: string | null;
  reviewed_from: string | null;
  reviewed_until: string | null;
  revoked_on: string | null;
  ground: string | null;
}

const titleColumns = {
  certificate_number: key('title', text),
  organisation: text,
  programme: text,
  thing: text,
  thing_key: text,
  awarded_on: date,
  valid_until: date,
  document_number: optional(text),
  source: text,
  as_of: date,
  case_id: optional(text),
  review_case: optional(text),
  reviewed_from: optional(date),
  reviewed_until: optional(date),
  revoked_on: optional(date),
  ground: optional(text),
} satisfies Columns<TitleRow>;

export const TitleTable = new EntitySchema<TitleRow>({
  name: 'title',
  columns: titleColumns,
  indices: [
    { name: 'title_organisation', columns: ['organisation', 'thing_key'] },
    { name: 'title_revoked', columns: ['revoked_on', 'certificate_number'], where: 'revoked_on IS NOT NULL' },
  ],
});

/**
 * One re-examination of a title: from the day on which it began to the day on which it was decided, and the last day that the title had until
 * then. `title` says how things stand now; this, how they stood on a day.
 */
export interface TitlePeriodRow {
  case_id: string;
  certificate_number: string;
  reviewed_from: string;
  reviewed_until: string | null;
  valid_before: string;
}

const periodColumns = {
  case_id: key('title_period', text),
  certificate_number: text,
  reviewed_from: date,
  reviewed_until: optional(date),
  valid_before: date,
} satisfies Columns<TitlePeriodRow>;

export const TitlePeriodTable = new EntitySchema<TitlePeriodRow>({
  name: 'title_period',
  columns: periodColumns,
  indices: [{ name: 'title_period_certificate', columns: ['certificate_number', 'reviewed_from'] }],
});

/** 禁止申报期: how long, and why, a firm may not apply. `certificate_number` names the title whose revocation has barred it. */
export interface BarRow {
  bar: string;
  organisation: string;
  ground: string;
  source: string;
  as_of: string;
  from_on: string;
  until_on: string;
  certificate_number: string | null;
}

const barColumns = {
  bar: key('bar', text),
  organisation: text,
  ground: text,
  source: text,
  as_of: date,
  from_on: date,
  until_on: date,
  certificate_number: optional(text),
} satisfies Columns<BarRow>;

export const BarTable = new EntitySchema<BarRow>({
  name: 'bar',
  columns: barColumns,
  indices: [{ name: 'bar_organisation', columns: ['organisation'] }],
});

/** Which file was taken into which register, by whom: the audit trail of the registers. The same file counts once. */
export interface RegisterImportRow {
  id: string;
  register: 'credit' | 'titles' | 'bars';
  sha256: string;
  rows: number;
  person: string;
  organisation: string;
  at: Date;
  recorded_at: Date;
}

const importColumns = {
  id: serial('register_import'),
  register: text,
  sha256: text,
  rows: integer,
  person: text,
  organisation: text,
  at: instant,
  recorded_at: instant,
} satisfies Columns<RegisterImportRow>;

export const RegisterImportTable = new EntitySchema<RegisterImportRow>({
  name: 'register_import',
  columns: importColumns,
  uniques: [{ name: 'register_import_file', columns: ['register', 'sha256'] }],
});
