import {
  registerResultOn,
  thingKey,
  type BarPeriod,
  type CreditRecord,
  type DateText,
  type HeldTitle,
  type RegisterEntries,
  type RegisterResult,
} from '@vermilion/domain';
import type { Session } from '../../session.js';

/** Whom and what the registers are asked about. `applicant` is an organisation, `except` a certificate that does not count. */
export interface RegisterQuestion {
  readonly applicant: string;
  /** The name of what is to be titled; null asks for no title. */
  readonly thing: string | null;
  readonly on: DateText;
  readonly except: string | null;
}

/** What answers when a firm has no entry at all. */
const CREDIT_REGISTER = '信用信息登记簿';

/** What the registers of credit, titles and bar periods say on a day. Needs rights to all rows: the ledger's scope, or an office's. */
export async function registerCheck(session: Session, asked: RegisterQuestion): Promise<RegisterResult> {
  const entries: RegisterEntries = {
    records: await recordsOf(session, asked.applicant),
    titles: asked.thing === null ? [] : await titlesOf(session, asked.applicant, thingKey(asked.thing)),
    bars: await barsOf(session, asked.applicant),
    register: { source: CREDIT_REGISTER, asOf: await asOf(session) },
  };
  return registerResultOn(entries, asked.on, asked.except);
}

function recordsOf(session: Session, organisation: string): Promise<CreditRecord[]> {
  return session.rows(
    `SELECT record, grade, source, as_of AS "asOf", from_on AS "from", until_on AS "until", repaired_on AS "repairedOn"
       FROM credit_record WHERE organisation = $1`,
    [organisation],
  );
}

function titlesOf(session: Session, organisation: string, key: string): Promise<HeldTitle[]> {
  return session.rows(
    `SELECT certificate_number AS "certificateNumber", awarded_on AS "awardedOn", valid_until AS "validUntil",
            revoked_on AS "revokedOn", reviewed_from IS NOT NULL AND reviewed_until IS NULL AS "underReview"
       FROM title WHERE organisation = $1 AND thing_key = $2 ORDER BY certificate_number`,
    [organisation, key],
  );
}

function barsOf(session: Session, organisation: string): Promise<BarPeriod[]> {
  return session.rows('SELECT from_on AS "from", until_on AS "until" FROM bar WHERE organisation = $1', [organisation]);
}

/** The day as of which the credit register was last filled; null when it never was. */
async function asOf(session: Session): Promise<DateText | null> {
  const row = await session.first<{ day: DateText | null }>(
    `SELECT greatest((SELECT max(as_of) FROM credit_record),
                     (SELECT max(at AT TIME ZONE 'Asia/Shanghai')::date FROM register_import WHERE register = 'credit')) AS day`,
  );
  return row?.day ?? null;
}
