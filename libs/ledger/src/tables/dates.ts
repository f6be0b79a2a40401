import { EntitySchema } from 'typeorm';
import { date, instant, integer, json, jsonb, key, optional, smallint, text, type Columns } from './column.js';

/** Which dates the parties of a case have been told, by due row, and by which edition of the calendar they were reckoned. */
export interface DatingRow {
  case_id: string;
  calendar: number;
  told: { readonly [ref: string]: { readonly dueAt: string; readonly provisional: boolean } };
  shard: number;
}

const datingColumns = {
  case_id: key('dating', text),
  calendar: integer,
  told: jsonb,
  shard: smallint,
} satisfies Columns<DatingRow>;

/** A case without a running limit has no row. The index finds those that are behind the calendar: none, nearly always. */
export const DatingTable = new EntitySchema<DatingRow>({
  name: 'dating',
  columns: datingColumns,
  indices: [{ name: 'dating_calendar', columns: ['calendar', 'shard'] }],
});

/** One edition of the calendar: the year that was published or corrected, by whom, and what stood there before. */
export interface CalendarPublicationRow {
  version: number;
  year: number;
  source: string;
  published_on: string;
  published_by: string;
  at: Date;
  days: unknown;
  replaced: unknown;
}

const publicationColumns = {
  version: key('calendar_publication', integer),
  year: smallint,
  source: text,
  published_on: date,
  published_by: text,
  at: { ...instant, default: () => 'now()' },
  days: json,
  replaced: optional(json),
} satisfies Columns<CalendarPublicationRow>;

export const CalendarPublicationTable = new EntitySchema<CalendarPublicationRow>({
  name: 'calendar_publication',
  columns: publicationColumns,
});
