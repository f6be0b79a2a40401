import type { Member, Party } from '@vermilion/catalogue';
import type { Calendar, ExpertFact, Instant } from '@vermilion/domain';
import type { Session } from '../session.js';

/** Who takes part. `issuer` is the identity provider that knows the members. */
export interface Registers {
  readonly parties: readonly Party[];
  readonly members: readonly Member[];
  readonly experts: readonly ExpertFact[];
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

/** Sets the business clock going, once: a clock that exists stays as it is. @returns whether it was set. */
export async function seedClock(session: Session, mode: 'manual' | 'real', start: Instant): Promise<boolean> {
  const at = mode === 'manual' ? start : null;
  const set = await session.execute(
    `INSERT INTO business_clock (one, mode, now_at, target_at, updated_at) VALUES (true, $1, $2, $2, now())
     ON CONFLICT (one) DO NOTHING`,
    [mode, at],
  );
  return set === 1;
}
