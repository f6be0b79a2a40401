import { businessNow } from '../core/business-clock.js';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { pageFrom, placeOf, type Page, type PageAsked } from '../reading/page.js';
import { shown, type NamedOrganisation } from '../reading/organisations.js';
import { dateOf, titleStatusOn, type DateText, type Instant, type TitleFact } from '@vermilion/domain';
import type { TitleRow } from '../tables/credit-and-titles.js';
import type { RegisterName } from './columns.js';

/** An entry of a register, by the keys of its workbook's columns; for titles with how they stand. */
export interface RegisterEntry {
  readonly number: string;
  readonly firm: NamedOrganisation;
  readonly values: { readonly [key: string]: string | null };
}

const SOURCED = `'source', e.source, 'asOf', e.as_of`;
const LISTED: {
  readonly [name in RegisterName]: { readonly table: string; readonly key: string; readonly values: string };
} = {
  credit: {
    table: 'credit_record',
    key: 'record',
    values: `'grade', e.grade, 'what', e.what, 'from', e.from_on, 'until', e.until_on, 'repairedOn', e.repaired_on, ${SOURCED}`,
  },
  titles: {
    table: 'title',
    key: 'certificate_number',
    values: `'programme', e.programme, 'thing', e.thing, 'awardedOn', e.awarded_on, 'validUntil', e.valid_until,
             'documentNumber', e.document_number, 'caseId', e.case_id, 'reviewCase', e.review_case, 'revokedOn', e.revoked_on,
             'ground', e.ground, ${SOURCED}`,
  },
  bars: {
    table: 'bar',
    key: 'bar',
    values: `'ground', e.ground, 'from', e.from_on, 'until', e.until_on, 'certificateNumber', e.certificate_number, ${SOURCED}`,
  },
};

/** The entries of a register, by number; of one firm, if one is named. Offices only: others see none. */
export async function listRegister(
  session: Session,
  name: RegisterName,
  page: PageAsked & { readonly creditCode?: string | undefined },
): Promise<Page<RegisterEntry>> {
  const { table, key, values } = LISTED[name];
  const rows = await session.rows<{
    number: string;
    organisation: string;
    zh: string | null;
    en: string | null;
    values: RegisterEntry['values'];
  }>(
    `SELECT e.${key} AS number, e.organisation, p.name_zh AS zh, p.name_en AS en, jsonb_build_object(${values}) AS values
       FROM ${table} e LEFT JOIN party p USING (organisation)
      WHERE e.${key} > $1 AND ($2::text IS NULL OR e.organisation = $2) ORDER BY e.${key} LIMIT $3`,
    [
      placeOf(page, 'id')?.[1] ?? '',
      page.creditCode === undefined ? null : `enterprise:${page.creditCode}`,
      page.limit + 1,
    ],
  );
  return pageFrom(
    rows,
    page,
    ({ number }) => ['', number],
    (row) => ({ number: row.number, firm: named(row), values: row.values }),
  );
}

function named({ organisation, zh, en }: { organisation: string; zh: string | null; en: string | null }) {
  return shown(organisation, zh === null ? null : { zh, en: en ?? zh });
}

/** A file that was taken into a register. */
export interface RegisterImportEntry {
  readonly id: string;
  readonly sha256: string;
  readonly rows: number;
  readonly person: string;
  readonly organisation: string;
  readonly at: Instant;
}

/** Which files were taken into a register, the newest first; at most 200. */
export async function importsOf(session: Session, name: RegisterName): Promise<readonly RegisterImportEntry[]> {
  const rows = await session.rows<Omit<RegisterImportEntry, 'at'> & { at: Date }>(
    'SELECT id, sha256, rows, person, organisation, at FROM register_import WHERE register = $1 ORDER BY id DESC LIMIT 200',
    [name],
  );
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
}

/** A title as anybody may check it. */
export interface TitleRecord {
  readonly certificateNumber: string;
  readonly documentNumber: string | null;
  readonly programme: string;
  readonly holder: NamedOrganisation;
  readonly thing: string;
  readonly awardedOn: DateText;
  readonly validUntil: DateText;
  readonly status: TitleFact['status'];
  readonly on: DateText;
  readonly revokedOn: DateText | null;
  readonly ground: string | null;
  readonly barredUntil: DateText | null;
}

type TitleLine = TitleRow & { zh: string | null; en: string | null; barred_until: DateText | null };

/** Titles as they stood on the day that a parameter names: the re-examination that had begun last, and the last day before a later renewal. */
const titlesOn = (day: '$2' | '$3') => `SELECT t.*, p.name_zh AS zh, p.name_en AS en, b.until_on AS barred_until,
    coalesce(later.valid_before, t.valid_until) AS valid_until, begun.reviewed_from, begun.reviewed_until
  FROM title t LEFT JOIN party p USING (organisation) LEFT JOIN bar b ON b.certificate_number = t.certificate_number
  LEFT JOIN LATERAL (SELECT reviewed_from, reviewed_until FROM title_period
                      WHERE certificate_number = t.certificate_number AND reviewed_from <= ${day}
                      ORDER BY reviewed_from DESC, case_id DESC LIMIT 1) AS begun ON true
  LEFT JOIN LATERAL (SELECT valid_before FROM title_period
                      WHERE certificate_number = t.certificate_number AND (reviewed_until IS NULL OR reviewed_until > ${day})
                      ORDER BY reviewed_from, case_id LIMIT 1) AS later ON true`;

/** How a title stands on a day (today, if none is named). Null when there is no such title, or it was not given yet. */
export async function titleByNumber(session: Session, number: string, asked?: DateText): Promise<TitleRecord | null> {
  const on = asked ?? dateOf(await businessNow(session));
  const row = await session.first<TitleLine>(
    `${titlesOn('$2')} WHERE t.certificate_number = $1 AND t.awarded_on <= $2`,
    [number, on],
  );
  return row && recordOf(row, on);
}

/** The titles that were taken away, the latest first. */
export async function listRevocations(session: Session, page: PageAsked): Promise<Page<TitleRecord>> {
  const on = dateOf(await businessNow(session));
  const after = placeOf(page, 'id')?.[1] ?? null;
  const rows = await session.rows<TitleLine>(
    `${titlesOn('$3')} WHERE t.revoked_on IS NOT NULL AND ($1::text IS NULL OR t.revoked_on::text || '/' || t.certificate_number < $1)
      ORDER BY t.revoked_on::text || '/' || t.certificate_number DESC LIMIT $2`,
    [after, page.limit + 1, on],
  );
  return pageFrom(
    rows,
    page,
    (row) => ['', `${row.revoked_on ?? ''}/${row.certificate_number}`],
    (row) => recordOf(row, on),
  );
}

/** What happened after the day is not said of the day. */
function recordOf(row: TitleLine, on: DateText): TitleRecord {
  const status = titleStatusOn(
    {
      validUntil: row.valid_until,
      revokedOn: row.revoked_on,
      reviewedFrom: row.reviewed_from,
      reviewedUntil: row.reviewed_until,
    },
    on,
  );
  const revoked = status === 'revoked';
  return {
    certificateNumber: row.certificate_number,
    documentNumber: row.document_number,
    programme: row.programme,
    holder: named(row),
    thing: row.thing,
    awardedOn: row.awarded_on,
    validUntil: row.valid_until,
    status,
    on,
    revokedOn: revoked ? row.revoked_on : null,
    ground: revoked ? row.ground : null,
    barredUntil: revoked ? row.barred_until : null,
  };
}
