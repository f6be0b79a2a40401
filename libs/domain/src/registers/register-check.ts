import type { DateText } from '../calendar/calendar.js';
import type { RegisterResult } from '../round/registers.js';
import { SEPARATOR } from './waiver.js';

/** 信用记录, as the register has it. It counts from `from` to `until` (null: without end), unless it is repaired. */
export interface CreditRecord {
  readonly record: string;
  readonly grade: 'minor' | 'general' | 'severe';
  readonly source: string;
  readonly asOf: DateText;
  readonly from: DateText;
  readonly until: DateText | null;
  readonly repairedOn: DateText | null;
}

/** A title that the applicant has for the thing in question. */
export interface HeldTitle {
  readonly certificateNumber: string;
  readonly awardedOn: DateText;
  readonly validUntil: DateText;
  readonly revokedOn: DateText | null;
  /** A re-examination is going on: the title is held until it is decided, however long that takes. */
  readonly underReview: boolean;
}

/** 禁止申报期, both days included. */
export interface BarPeriod {
  readonly from: DateText;
  readonly until: DateText;
}

/** The entries of one applicant, and where the credit register stands. */
export interface RegisterEntries {
  readonly records: readonly CreditRecord[];
  readonly titles: readonly HeldTitle[];
  readonly bars: readonly BarPeriod[];
  readonly register: { readonly source: string; readonly asOf: DateText | null };
}

const GRADES = ['severe', 'general', 'minor'] as const;

/**
 * What the registers say of an applicant on a day. `except` is a certificate that does not count, for it is what the case is about.
 * Source: research on credit checks (§1.9: three grades, repair) and on duplicate declarations (§1.7).
 */
export function registerResultOn(entries: RegisterEntries, on: DateText, except: string | null): RegisterResult {
  const bars = entries.bars.filter(({ from, until }) => from <= on && on <= until).map(({ until }) => until);
  const held = entries.titles.find((title) => title.certificateNumber !== except && holds(title, on));
  return {
    credit: creditOn(entries, on),
    title: held?.certificateNumber ?? null,
    barredUntil: bars.sort().at(-1) ?? null,
  };
}

function holds({ awardedOn, validUntil, revokedOn, underReview }: HeldTitle, on: DateText): boolean {
  return awardedOn <= on && (revokedOn === null || revokedOn > on) && (on <= validUntil || underReview);
}

/** The gravest grade decides. All entries of that grade are named, so that a waiver covers what was there and nothing else. */
function creditOn({ records, register }: RegisterEntries, on: DateText): RegisterResult['credit'] {
  const running = records.filter((record) => counts(record, on));
  const grade = GRADES.find((candidate) => running.some((record) => record.grade === candidate));
  const grave = running.filter((record) => record.grade === grade).sort((a, b) => (a.record < b.record ? -1 : 1));
  const [first] = grave;
  if (!grade || !first)
    return { grade: 'none', record: null, source: register.source, until: null, asOf: register.asOf };
  return {
    grade,
    record: grave.map(({ record }) => record).join(SEPARATOR),
    source: [...new Set(grave.map(({ source }) => source))].join(SEPARATOR),
    until: lastDay(grave),
    asOf: grave.map(({ asOf }) => asOf).sort()[0] ?? null,
  };
}

function counts({ from, until, repairedOn }: CreditRecord, on: DateText): boolean {
  return from <= on && (until === null || on <= until) && (repairedOn === null || repairedOn > on);
}

/** Null as soon as one of them has no end. */
function lastDay(records: readonly CreditRecord[]): DateText | null {
  const days = records.map(({ until }) => until);
  return days.includes(null)
    ? null
    : (days
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null);
}

/** The name of a thing as it is compared: half width, without blanks, in lower case. */
export function thingKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
