import type { DateText, Instant, SpecialDay } from '@vermilion/domain';
import type { Session } from '../session.js';

/** A year of the calendar as it is published: every day that differs from the plain week, and the notice that says so. */
export interface CalendarYear {
  readonly year: number;
  readonly source: string;
  readonly days: readonly ({ readonly date: DateText } & SpecialDay)[];
  /** The year is published already, and this takes its place. */
  readonly corrects: boolean;
}

export type Publication =
  | { readonly kind: 'published'; readonly version: number; readonly casesBehind: number }
  | { readonly kind: 'published-already'; readonly source: string }
  /** Days outside the year that an earlier edition has differently. */
  | { readonly kind: 'overlap'; readonly dates: readonly DateText[] };

/**
 * Enters a year, or its correction, as a new edition of the calendar, in the session's transaction; what stood there before is kept. The
 * session's actor must be of the operations. Cases are not touched: keepers redate them, one by one.
 */
export async function publishCalendarYear(
  session: Session,
  edition: CalendarYear,
  by: string,
  at: Instant,
): Promise<Publication> {
  const current = await session.first<{ version: number }>('SELECT version FROM calendar_version FOR UPDATE');
  if (!current) throw new Error('there is no calendar: seed the database first');
  const { year, source, days, corrects } = edition;
  const present = await session.first<{ source: string }>('SELECT source FROM calendar_year WHERE year = $1', [year]);
  if (present && !corrects) return { kind: 'published-already', source: present.source };
  const dates = await overlap(session, edition);
  if (dates.length > 0) return { kind: 'overlap', dates };
  const version = current.version + 1;
  const replaced = present && { source: present.source, days: await daysOf(session, year) };
  await writeDays(session, edition);
  await session.execute('UPDATE calendar_version SET version = $1', [version]);
  await session.execute(
    `INSERT INTO calendar_publication (version, year, source, published_on, published_by, days, replaced)
     VALUES ($1, $2, $3, $4::timestamptz::date, $5, $6, $7)`,
    [version, year, source, at, by, JSON.stringify(days), replaced && JSON.stringify(replaced)],
  );
  const behind = await session.first<{ cases: number }>(
    'SELECT count(*)::int AS cases FROM dating WHERE calendar < $1',
    [version],
  );
  return { kind: 'published', version, casesBehind: behind?.cases ?? 0 };
}

/** The New Year's notice may speak of the last days of December: they must not be known otherwise. */
async function overlap(session: Session, { year, days }: CalendarYear): Promise<readonly DateText[]> {
  const rows = await session.rows<{ date: DateText }>(
    `SELECT d.date FROM calendar_day d JOIN jsonb_to_recordset($1) AS n(date date, kind text) ON n.date = d.date
      WHERE d.kind <> n.kind AND d.year <> $2 ORDER BY d.date`,
    [JSON.stringify(days), year],
  );
  return rows.map(({ date }) => date);
}

async function daysOf(session: Session, year: number) {
  return session.rows<{ date: DateText } & SpecialDay>(
    'SELECT date, kind, name FROM calendar_day WHERE year = $1 ORDER BY date',
    [year],
  );
}

async function writeDays(session: Session, { year, source, days }: CalendarYear): Promise<void> {
  await session.execute('DELETE FROM calendar_day WHERE year = $1', [year]);
  await session.execute(
    `INSERT INTO calendar_year (year, source) VALUES ($1, $2) ON CONFLICT (year) DO UPDATE SET source = excluded.source`,
    [year, source],
  );
  await session.execute(
    `INSERT INTO calendar_day (date, kind, name, year)
     SELECT date, kind, name, left(date::text, 4)::smallint FROM jsonb_to_recordset($1) AS n(date date, kind text, name text)
     ON CONFLICT (date) DO NOTHING`,
    [JSON.stringify(days)],
  );
}

/** The calendar as people look it up: its years with their notices, its editions, how many cases it still has to reach. */
export async function calendarEditions(session: Session) {
  const row = await session.first<{ version: number }>('SELECT version FROM calendar_version');
  const version = row?.version ?? 0;
  const years = await session.rows<{ year: number; source: string }>(
    'SELECT year, source FROM calendar_year ORDER BY year',
  );
  const editions = await session.rows<{
    version: number;
    year: number;
    source: string;
    on: DateText;
    correction: boolean;
  }>(
    `SELECT version, year, source, published_on AS "on", replaced IS NOT NULL AS correction FROM calendar_publication ORDER BY version`,
  );
  const behind = await session.first<{ cases: number }>(
    'SELECT count(*)::int AS cases FROM dating WHERE calendar < $1',
    [version],
  );
  return { version, years, editions, casesBehind: behind?.cases ?? 0 };
}
