import { EntitySchema } from 'typeorm';
import { boolean, date, instant, key, optional, text, type Columns } from './column.js';

/** An entry of a public notice. */
export interface NoticeEntryRow {
  case_id: string;
  number: string;
  round: string;
  from_date: string;
  until_date: string;
  closes_at: Date;
}

const entryColumns = {
  case_id: key('notice_entry', text),
  number: key('notice_entry', text),
  round: text,
  from_date: date,
  until_date: date,
  closes_at: instant,
} satisfies Columns<NoticeEntryRow>;

export const NoticeEntryTable = new EntitySchema<NoticeEntryRow>({
  name: 'notice_entry',
  columns: entryColumns,
  indices: [{ name: 'notice_entry_number', columns: ['number'] }],
});

/** How an objection stands. Who objects is in the secret of its first event; `readers` may read it: `<organisation>#<role>`. */
export interface ObjectionRow {
  id: string;
  case_id: string;
  kind: 'individual' | 'organisation';
  late: boolean;
  status: 'verifying' | 'verified' | 'second-instance' | 'upheld' | 'dismissed';
  finding: 'upheld' | 'dismissed' | null;
  by_silence: boolean | null;
  appealed_by: 'objector' | 'applicant' | null;
  lodged_at: Date;
  verified_at: Date | null;
  appealed_at: Date | null;
  concluded_at: Date | null;
  lodged_event: string;
  verified_event: string | null;
  appealed_event: string | null;
  concluded_event: string | null;
  readers: string[];
}

const objectionColumns = {
  id: key('objection', text),
  case_id: text,
  kind: text,
  late: boolean,
  status: text,
  finding: optional(text),
  by_silence: optional(boolean),
  appealed_by: optional(text),
  lodged_at: instant,
  verified_at: optional(instant),
  appealed_at: optional(instant),
  concluded_at: optional(instant),
  lodged_event: text,
  verified_event: optional(text),
  appealed_event: optional(text),
  concluded_event: optional(text),
  readers: { ...text, array: true },
} satisfies Columns<ObjectionRow>;

export const ObjectionTable = new EntitySchema<ObjectionRow>({
  name: 'objection',
  columns: objectionColumns,
  indices: [{ name: 'objection_case', columns: ['case_id', 'lodged_at'] }],
});
