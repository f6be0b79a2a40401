import type { CreditEntry, Member, Party, ProcedureBook, TitleEntry } from '@vermilion/catalogue';
import type { Calendar, ExpertFact, Instant } from '@vermilion/domain';
import type { Session } from '../session.js';
import { enterCredit, enterTitles } from '../registers/enter.js';
import { readClock, seizeClock, type ClockReading } from './business-clock.js';
import { dateTitles } from './title-dates.js';

type ClockMode = ClockReading['mode'];

/** Who takes part. `issuer` is the identity provider that knows the members. */
export interface Registers {
  readonly parties: readonly Party[];
  readonly members: readonly Member[];
  readonly experts: readonly Omit<ExpertFact, 'recused'>[];
  readonly issuer: string;
}

/** Enters parties, members and experts or brings them up to date; nobody is removed. @returns how many rows are new or have changed. */
export async function seedRegisters(session: Session, registers: Registers): Promise<{ [register: string]: number }> {
  const parties = await session.execute(
    `INSERT INTO party AS p (organisation, kind, name_zh, name_en, credit_code, district, email, fictional)
     SELECT organisation, kind, name->>'zh', name->>'en', "creditCode", district, email, fictional
       FROM jsonb_to_recordset($1) AS r(organisation text, kind text, name jsonb, "creditCode" text, district text, email text, fictional boolean)
     ON CONFLICT (organisation) DO UPDATE
       SET kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en, credit_code = excluded.credit_code,
           district = excluded.district, email = excluded.email, fictional = excluded.fictional
     WHERE p IS DISTINCT FROM excluded`,
    [JSON.stringify(registers.parties)],
  );
  const members = await session.execute(
    `INSERT INTO member (issuer, sub, organisation, role)
     SELECT $2, sub, organisation, role FROM jsonb_to_recordset($1) AS r(sub text, organisation text, role text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(registers.members), registers.issuer],
  );
  const experts = await session.execute(
    `INSERT INTO expert AS e (id, category, employer_group, employer_credit_code, available, conflicts)
     SELECT id, category, "employerGroup", "employerCreditCode", available, conflicts
       FROM jsonb_to_recordset($1)
         AS r(id text, category text, "employerGroup" text, "employerCreditCode" text, available boolean, conflicts jsonb)
     ON CONFLICT (id) DO UPDATE
       SET category = excluded.category, employer_group = excluded.employer_group, available = excluded.available,
           employer_credit_code = excluded.employer_credit_code, conflicts = excluded.conflicts
     WHERE e IS DISTINCT FROM excluded`,
    [JSON.stringify(registers.experts)],
  );
  return { parties, members, experts };
}

/**
 * Enters credit records and titles that are missing, and dates the re-examination of each title; what an upload or a case has made of them
 * stays. @returns how many are new
 */
export async function seedCreditAndTitles(
  session: Session,
  procedures: ProcedureBook,
  { credit, titles }: { readonly credit: readonly CreditEntry[]; readonly titles: readonly TitleEntry[] },
): Promise<{ [register: string]: number }> {
  const added = {
    credit: await enterCredit(session, credit, 'kept'),
    titles: await enterTitles(session, titles, 'kept'),
  };
  await dateTitles(session, procedures, null);
  return added;
}

/**
 * Enters days and years that are missing and raises the version if there were any. What people have edited stays.
 * @returns how many days and years are new.
 */
export async function seedCalendarInto(
  session: Session,
  calendar: Calendar,
  sources: readonly { readonly year: number; readonly source: string }[],
): Promise<number> {
  const dates = Object.entries(calendar.days);
  const years = await session.rows<{ year: number }>(
    `INSERT INTO calendar_year (year, source)
     SELECT year, source FROM jsonb_to_recordset($1) AS r(year smallint, source text) ON CONFLICT DO NOTHING RETURNING year`,
    [JSON.stringify(sources)],
  );
  // The days of a year that was already there are its editors' business.
  const days = await session.execute(
    `INSERT INTO calendar_day (date, kind, name, year)
     SELECT date::date, kind, name, left(date, 4)::smallint
       FROM jsonb_to_recordset($1) AS r(date text, kind text, name text)
      WHERE left(date, 4)::smallint = ANY($2::smallint[]) ON CONFLICT DO NOTHING`,
    [JSON.stringify(dates.map(([date, day]) => ({ date, ...day }))), years.map(({ year }) => year)],
  );
  const added = years.length + days;
  await session.execute(
    `INSERT INTO calendar_version AS v (one, version) VALUES (true, $1)
     ON CONFLICT (one) DO UPDATE SET version = v.version + 1 WHERE $2::int > 0`,
    [calendar.version, added],
  );
  return added;
}

/**
 * Sets the business clock going, or switches it. `asked` is the mode that somebody has asked for: without it a clock that exists stays as it
 * is, and a new one is manual where it has a `start`, else real. A manual clock that is asked to be real becomes so for good, if the machine's
 * time is not before its own; its target is given up, and what is due by then is recorded as late. A real clock never becomes manual: its
 * times are those of the world, and a clock that stands still or is moved by hand would part from them.
 * @returns whether the clock is new or has been switched.
 * @throws RangeError when the mode that was asked for cannot be had, or a new manual clock has no start; nothing has changed then.
 */
export async function seedClock(session: Session, asked: ClockMode | undefined, start?: Instant): Promise<boolean> {
  const mode = asked ?? (start === undefined ? 'real' : 'manual');
  if (mode === 'manual' && start === undefined) throw new RangeError('a manual clock needs an instant to start from');
  const set = await session.execute(
    `INSERT INTO business_clock (one, mode, now_at, target_at, updated_at) VALUES (true, $1, $2, $2, now())
     ON CONFLICT (one) DO NOTHING`,
    [mode, mode === 'manual' ? start : null],
  );
  return set === 1 || (asked !== undefined && (await switchClock(session, asked)));
}

async function switchClock(session: Session, asked: ClockMode): Promise<boolean> {
  await seizeClock(session);
  const { mode, now } = await readClock(session);
  if (mode === asked) return false;
  if (asked === 'manual') {
    throw new RangeError(
      'the business clock of this database follows the machine and cannot become manual again: leave VERMILION_CLOCK unset, or begin with a new database',
    );
  }
  const switched = await session.execute(
    `UPDATE business_clock SET mode = 'real', now_at = NULL, target_at = NULL, updated_at = now() WHERE now_at <= clock_timestamp()`,
  );
  if (switched === 1) return true;
  throw new RangeError(
    `the business clock stands at ${now}, ahead of the machine: it can follow the machine from then on`,
  );
}
