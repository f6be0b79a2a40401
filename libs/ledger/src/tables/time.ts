import { EntitySchema } from 'typeorm';
import { boolean, date, instant, integer, key, optional, smallint, text, type Columns } from './column.js';

/** A year whose holidays are published, and where. */
export interface CalendarYearRow {
  year: number;
  source: string;
}

const calendarYearColumns = { year: key('calendar_year', smallint), source: text } satisfies Columns<CalendarYearRow>;

export const CalendarYearTable = new EntitySchema<CalendarYearRow>({
  name: 'calendar_year',
  columns: calendarYearColumns,
});

/** A day that differs from the plain week. */
export interface CalendarDayRow {
  date: string;
  kind: 'holiday' | 'make-up';
  name: string;
  year: number;
}

const calendarDayColumns = {
  date: key('calendar_day', date),
  kind: text,
  name: text,
  year: smallint,
} satisfies Columns<CalendarDayRow>;

export const CalendarDayTable = new EntitySchema<CalendarDayRow>({ name: 'calendar_day', columns: calendarDayColumns });

/** One row: raised whenever a day or a year changes. */
export interface CalendarVersionRow {
  one: boolean;
  version: number;
}

const calendarVersionColumns = {
  one: key('calendar_version', boolean),
  version: integer,
} satisfies Columns<CalendarVersionRow>;

export const CalendarVersionTable = new EntitySchema<CalendarVersionRow>({
  name: 'calendar_version',
  columns: calendarVersionColumns,
  checks: [{ name: 'calendar_version_one_row', expression: 'one' }],
});

/** One row: the business clock. A manual clock stands at `now_at` and moves towards `target_at`. */
export interface BusinessClockRow {
  one: boolean;
  mode: 'manual' | 'real';
  now_at: Date | null;
  target_at: Date | null;
  updated_at: Date;
}

const businessClockColumns = {
  one: key('business_clock', boolean),
  mode: text,
  now_at: optional(instant),
  target_at: optional(instant),
  updated_at: instant,
} satisfies Columns<BusinessClockRow>;

export const BusinessClockTable = new EntitySchema<BusinessClockRow>({
  name: 'business_clock',
  columns: businessClockColumns,
  checks: [
    { name: 'business_clock_one_row', expression: 'one' },
    {
      name: 'business_clock_stands_somewhere',
      expression: `mode = 'real' OR (now_at IS NOT NULL AND target_at >= now_at)`,
    },
  ],
});
