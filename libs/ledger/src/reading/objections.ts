import type { DateText, Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import type { ObjectionRow } from '../tables/objections.js';
import { shown, type NamedOrganisation } from './organisations.js';

/** A public notice. */
export interface NoticeEntry {
  readonly number: string;
  readonly round: string;
  readonly procedure: string;
  readonly version: number;
  readonly from: DateText;
  readonly until: DateText;
  readonly closesAt: Instant;
  readonly entries: number;
}

interface NoticeLine {
  number: string;
  round: string;
  procedure: string;
  version: number;
  from_date: string;
  until_date: string;
  closes_at: Date;
  entries: number;
}

const NOTICES = `
  SELECT n.number, n.round, c.procedure, max(c.version) AS version, n.from_date, n.until_date, n.closes_at, count(*)::int AS entries
    FROM notice_entry n JOIN "case" c ON c.id = n.case_id`;
const GROUPED = 'GROUP BY n.number, n.round, c.procedure, n.from_date, n.until_date, n.closes_at';
const MOST = 100;

/** The public notices, the newest first. Needs the rights of the engine. */
export async function publicNotices(session: Session): Promise<readonly NoticeEntry[]> {
  const rows = await session.rows<NoticeLine>(
    `${NOTICES} ${GROUPED} ORDER BY n.closes_at DESC, n.number LIMIT ${MOST}`,
  );
  return rows.map(noticeOf);
}

/** The notice with this number, or of the round with this id; null when there is none. Needs the rights of the engine. */
export async function publicNotice(session: Session, id: string): Promise<NoticeEntry | null> {
  const row = await session.first<NoticeLine>(
    `${NOTICES} WHERE n.number = $1 OR n.round = $1 ${GROUPED} ORDER BY n.closes_at DESC LIMIT 1`,
    [id],
  );
  return row && noticeOf(row);
}

/** What the public may know of an entry. */
export interface PublicEntry {
  readonly caseId: string;
  readonly applicant: NamedOrganisation;
  readonly workshopName: string | null;
  readonly district: string;
  /** Of the title that was given for it. */
  readonly certificateNumber: string | null;
  /** The event of the last draw of its panel. */
  readonly drawnAs: number | null;
}

/** The entries of a notice, by number of the case. Needs the rights of the engine. */
export async function entriesOf(session: Session, number: string): Promise<readonly PublicEntry[]> {
  const rows = await session.rows<{
    id: string;
    applicant: string;
    workshop_name: string | null;
    district: string;
    name_zh: string | null;
    name_en: string | null;
    certificate_number: string | null;
    drawn_as: number | null;
  }>(
    `SELECT c.id, c.applicant, c.workshop_name, c.district, p.name_zh, p.name_en,
            (SELECT t.certificate_number FROM title t WHERE t.case_id = c.id LIMIT 1) AS certificate_number,
            (SELECT max(e.seq) FROM event e WHERE e.stream = 'application:' || c.id AND e.type = 'panel.drawn') AS drawn_as
       FROM notice_entry n JOIN "case" c ON c.id = n.case_id LEFT JOIN party p ON p.organisation = c.applicant
      WHERE n.number = $1 ORDER BY c.id`,
    [number],
  );
  return rows.map(({ id, applicant, district, name_zh: zh, name_en: en, ...row }) => ({
    caseId: id,
    applicant: shown(applicant, zh === null ? null : { zh, en: en ?? zh }),
    workshopName: row.workshop_name,
    district,
    certificateNumber: row.certificate_number,
    drawnAs: row.drawn_as,
  }));
}

/** How an objection stands, with the events beside which the words are kept. */
export interface ObjectionEntry {
  readonly objection: string;
  readonly caseId: string;
  readonly kind: ObjectionRow['kind'];
  readonly late: boolean;
  readonly status: ObjectionRow['status'];
  readonly finding: ObjectionRow['finding'];
  readonly bySilence: boolean | null;
  readonly appealedBy: ObjectionRow['appealed_by'];
  readonly lodgedAt: Instant;
  readonly verifiedAt: Instant | null;
  readonly appealedAt: Instant | null;
  readonly concludedAt: Instant | null;
  /** The end of the limit that runs, or has passed without an answer. */
  readonly dueAt: Instant | null;
  readonly events: {
    readonly lodged: string;
    readonly verified: string | null;
    readonly appealed: string | null;
    readonly concluded: string | null;
  };
}

type ObjectionLine = ObjectionRow & { due_at: Date | null };

const OBJECTIONS = `
  SELECT o.*, (SELECT max(d.due_at) FROM deadline d
                WHERE d.case_id = o.case_id AND d.kind = 'limit' AND d.ref = 'objection-' || o.id || CASE o.status
                  WHEN 'verifying' THEN ':lapse' WHEN 'verified' THEN '/appeal:lapse' WHEN 'second-instance' THEN '/second-instance:lapse'
                  ELSE '' END) AS due_at
    FROM objection o`;

/** The objections to a case, in the order in which they came. */
export async function objectionsOf(session: Session, caseId: string): Promise<readonly ObjectionEntry[]> {
  const rows = await session.rows<ObjectionLine>(
    `${OBJECTIONS} WHERE o.case_id = $1 ORDER BY split_part(o.lodged_event, '/', 2)::int`,
    [caseId],
  );
  return rows.map(objectionOf);
}

/** One objection, or null. */
export async function objectionById(session: Session, id: string): Promise<ObjectionEntry | null> {
  const row = await session.first<ObjectionLine>(`${OBJECTIONS} WHERE o.id = $1`, [id]);
  return row && objectionOf(row);
}

/** The number of the notice in which a case was last published, or null. */
export async function noticeOfCase(session: Session, caseId: string): Promise<string | null> {
  const row = await session.first<{ number: string }>(
    'SELECT number FROM notice_entry WHERE case_id = $1 ORDER BY closes_at DESC LIMIT 1',
    [caseId],
  );
  return row?.number ?? null;
}

function noticeOf({ from_date: from, until_date: until, closes_at: closesAt, ...rest }: NoticeLine): NoticeEntry {
  return { ...rest, from, until, closesAt: instantOf(closesAt) };
}

const at = (moment: Date | null): Instant | null => (moment ? instantOf(moment) : null);

function objectionOf(row: ObjectionLine): ObjectionEntry {
  const { id: objection, case_id: caseId, kind, late, status, finding } = row;
  return {
    objection,
    caseId,
    kind,
    late,
    status,
    finding,
    bySilence: row.by_silence,
    appealedBy: row.appealed_by,
    lodgedAt: instantOf(row.lodged_at),
    verifiedAt: at(row.verified_at),
    appealedAt: at(row.appealed_at),
    concludedAt: at(row.concluded_at),
    dueAt: at(row.due_at),
    events: {
      lodged: row.lodged_event,
      verified: row.verified_event,
      appealed: row.appealed_event,
      concluded: row.concluded_event,
    },
  };
}
