import type { CreditEntry, TitleEntry } from '@vermilion/catalogue';
import { thingKey } from '@vermilion/domain';
import type { Session } from '../session.js';

/** A bar period as a register has it. */
export interface BarEntry {
  readonly bar: string;
  readonly organisation: string;
  readonly ground: string;
  readonly source: string;
  readonly asOf: string;
  readonly from: string;
  readonly until: string;
}

/** What happens to an entry that is there already: an uploaded one takes its place, a seeded one does not. */
export type Already = 'replaced' | 'kept';

/** Writes entries of the credit register. @returns how many rows are new or were replaced */
export function enterCredit(session: Session, entries: readonly CreditEntry[], already: Already): Promise<number> {
  return session.execute(
    `INSERT INTO credit_record (record, organisation, grade, what, source, as_of, from_on, until_on, repaired_on)
     SELECT record, organisation, grade, what, source, "asOf", "from", "until", "repairedOn"
       FROM jsonb_to_recordset($1) AS r(record text, organisation text, grade text, what text, source text, "asOf" date,
                                        "from" date, "until" date, "repairedOn" date)
     ON CONFLICT (record) ${
       already === 'kept'
         ? 'DO NOTHING'
         : `DO UPDATE SET organisation = excluded.organisation, grade = excluded.grade, what = excluded.what, source = excluded.source,
              as_of = excluded.as_of, from_on = excluded.from_on, until_on = excluded.until_on, repaired_on = excluded.repaired_on`
     }`,
    [JSON.stringify(entries)],
  );
}

/** Writes titles that were given elsewhere. */
export function enterTitles(session: Session, entries: readonly TitleEntry[], already: Already): Promise<number> {
  return session.execute(
    `INSERT INTO title (certificate_number, organisation, programme, thing, thing_key, awarded_on, valid_until, document_number,
                        source, as_of)
     SELECT "certificateNumber", organisation, programme, thing, "thingKey", "awardedOn", "validUntil", "documentNumber", source, "asOf"
       FROM jsonb_to_recordset($1) AS r("certificateNumber" text, organisation text, programme text, thing text, "thingKey" text,
                                        "awardedOn" date, "validUntil" date, "documentNumber" text, source text, "asOf" date)
     ON CONFLICT (certificate_number) ${
       already === 'kept'
         ? 'DO NOTHING'
         : `DO UPDATE SET organisation = excluded.organisation, programme = excluded.programme, thing = excluded.thing,
              thing_key = excluded.thing_key, awarded_on = excluded.awarded_on, valid_until = excluded.valid_until,
              document_number = excluded.document_number, source = excluded.source, as_of = excluded.as_of`
     }`,
    [JSON.stringify(entries.map((entry) => ({ ...entry, thingKey: thingKey(entry.thing) })))],
  );
}

/** Writes bar periods. */
export function enterBars(session: Session, entries: readonly BarEntry[]): Promise<number> {
  return session.execute(
    `INSERT INTO bar (bar, organisation, ground, source, as_of, from_on, until_on)
     SELECT bar, organisation, ground, source, "asOf", "from", "until"
       FROM jsonb_to_recordset($1) AS r(bar text, organisation text, ground text, source text, "asOf" date, "from" date, "until" date)
     ON CONFLICT (bar) DO UPDATE SET organisation = excluded.organisation, ground = excluded.ground, source = excluded.source,
       as_of = excluded.as_of, from_on = excluded.from_on, until_on = excluded.until_on`,
    [JSON.stringify(entries)],
  );
}
