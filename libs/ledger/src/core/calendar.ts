import type { Calendar, SpecialDay } from '@vermilion/domain';
import type { Session } from '../session.js';

/** Reads the working-day calendar; unchanged ones come from memory. */
export type CalendarReader = (session: Session) => Promise<Calendar>;

/** A reader with a memory of its own, right as long as every change of a day or a year raises the version. */
export function calendarReader(): CalendarReader {
  let known: Calendar | null = null;
  return async (session) => {
    const row = await session.first<{ version: number }>('SELECT version FROM calendar_version');
    if (!row) throw new Error('there is no calendar: seed the database first');
    if (known?.version !== row.version) known = await readCalendar(session);
    return known;
  };
}

/** One statement, so that version and days fit together. */
async function readCalendar(session: Session): Promise<Calendar> {
  const row = await session.first<{ version: number; years: number[]; days: { [date: string]: SpecialDay } }>(
    `SELECT v.version,
            (SELECT coalesce(jsonb_agg(year ORDER BY year), '[]') FROM calendar_year) AS years,
            (SELECT coalesce(jsonb_object_agg(date, jsonb_build_object('kind', kind, 'name', name)), '{}') FROM calendar_day) AS days
       FROM calendar_version v`,
  );
  if (!row) throw new Error('the calendar has gone');
  return { version: row.version, publishedYears: row.years, days: row.days };
}
