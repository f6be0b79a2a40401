import type { CaseState, Instant, Role } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import type { CaseRow } from '../tables/cases.js';
import { shown, type NamedOrganisation } from './organisations.js';
import { Conditions, fragmentOf, pageFrom, placeOf, type Page, type PageAsked } from './page.js';

/** A case as lists show it. */
export interface CaseEntry {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly applicant: NamedOrganisation;
  readonly district: string;
  readonly workshopName: string | null;
  readonly phase: 'draft' | 'running' | 'closed';
  readonly stage: string | null;
  readonly visit: number;
  readonly holder: {
    readonly kind: NonNullable<CaseRow['holder_kind']>;
    readonly organisation: NamedOrganisation | null;
  } | null;
  readonly outcome: CaseRow['outcome'];
  readonly round: string | null;
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  readonly seq: number;
  readonly openedAt: Instant;
  readonly submittedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** When, by the business clock, the last thing happened to it that is told to all its readers: no mark before the opening. */
  readonly updatedAt: Instant;
}

/** A case with its state. */
export interface CaseRecord extends CaseEntry {
  readonly state: CaseState;
}

export interface CaseFilter {
  readonly phase?: string | undefined;
  readonly stage?: string | undefined;
  readonly outcome?: string | undefined;
  /** A kind of holder, or `mine`: the acting organisation. */
  readonly holder?: string | undefined;
  readonly district?: string | undefined;
  readonly round?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Part of the case's number, the workshop's or the applicant's name. */
  readonly search?: string | undefined;
}

export interface CaseTally {
  readonly total: number;
  readonly overdue: number;
  readonly byPhase: { readonly [phase: string]: number };
  readonly byStage: { readonly [stage: string]: number };
}

type EntryRow = Omit<CaseRow, 'state' | 'updated_at'> & {
  changed_at: Date;
  sort_at: string;
  applicant_zh: string | null;
  applicant_en: string | null;
  holder_zh: string | null;
  holder_en: string | null;
};

const COLUMNS = `c.id, c.procedure, c.version, c.applicant, c.district, c.workshop_name, c.phase, c.stage, c.visit, c.holder_kind,
  c.holder_organisation, c.outcome, c.round, c.due_at, c.overdue, c.seq, c.opened_at, c.submitted_at, c.closed_at,
  coalesce((SELECT e.at FROM event e WHERE e.stream = c.stream AND e.recorded_at <= c.updated_at ORDER BY e.seq DESC LIMIT 1),
    c.updated_at) AS changed_at,
  c.updated_at::text AS sort_at, a.name_zh AS applicant_zh, a.name_en AS applicant_en, h.name_zh AS holder_zh, h.name_en AS holder_en`;
const FROM = `FROM "case" c LEFT JOIN party a ON a.organisation = c.applicant LEFT JOIN party h ON h.organisation = c.holder_organisation`;
const OVERSIGHT: readonly Role[] = ['operations', 'auditor'];

/** Whether the actor reads all cases, as operations and audit do. */
function overseesAll(session: Session): boolean {
  return session.actor.kind !== 'person' || OVERSIGHT.includes(session.actor.role);
}

/** The cases that the actor may see, the most recently changed first. */
export async function listCases(session: Session, filter: CaseFilter, page: PageAsked): Promise<Page<CaseEntry>> {
  const where = conditionsOf(session, filter);
  const place = placeOf(page);
  if (place) where.add('(c.updated_at, c.id) < (?::timestamptz, ?)', ...place);
  const limit = where.parameter(page.limit + 1);
  const rows = await session.rows<EntryRow>(
    `SELECT ${COLUMNS} ${FROM} ${where.toString()} ORDER BY c.updated_at DESC, c.id DESC LIMIT ${limit}`,
    where.parameters,
  );
  return pageFrom(rows, page, (row) => [row.sort_at, row.id], entryOf);
}

/** Counts over the same cases as `listCases`. */
export async function countCases(session: Session, filter: CaseFilter): Promise<CaseTally> {
  const where = conditionsOf(session, filter);
  const rows = await session.rows<{ phase: string; stage: string | null; cases: number; late: number }>(
    `SELECT c.phase, c.stage, count(*)::int AS cases, (count(*) FILTER (WHERE c.overdue))::int AS late
       ${FROM} ${where.toString()} GROUP BY c.phase, c.stage`,
    where.parameters,
  );
  const sumBy = (key: (row: (typeof rows)[number]) => string | null) => {
    const sums: { [key: string]: number } = {};
    for (const row of rows) {
      const at = key(row);
      if (at !== null) sums[at] = (sums[at] ?? 0) + row.cases;
    }
    return sums;
  };
  return {
    total: rows.reduce((sum, row) => sum + row.cases, 0),
    overdue: rows.reduce((sum, row) => sum + row.late, 0),
    byPhase: sumBy((row) => row.phase),
    byStage: sumBy((row) => (row.phase === 'running' ? row.stage : null)),
  };
}

/** One case with its state, or null when there is none that the actor may see. */
export async function caseById(session: Session, id: string): Promise<CaseRecord | null> {
  const where = new Conditions();
  where.add('c.id = ?', id);
  addAccess(session, where);
  const row = await session.first<EntryRow & { state: CaseState }>(
    `SELECT ${COLUMNS}, c.state ${FROM} ${where.toString()}`,
    where.parameters,
  );
  return row ? { ...entryOf(row), state: row.state } : null;
}

/**
 * The cases of a round that the actor may see, with their states, by number; drafts are nothing to a round. With `listed`, those as well that
 * are named by a list of the round, though they have left it.
 */
export async function casesOfRound(
  session: Session,
  round: string,
  listed: readonly string[] = [],
): Promise<readonly CaseRecord[]> {
  const where = new Conditions();
  addAccess(session, where);
  where.add('(c.round = ? OR c.id = ANY(?::text[])) AND c.submitted_at IS NOT NULL', round, listed);
  const rows = await session.rows<EntryRow & { state: CaseState }>(
    `SELECT ${COLUMNS}, c.state ${FROM} ${where.toString()} ORDER BY c.id`,
    where.parameters,
  );
  return rows.map((row) => ({ ...entryOf(row), state: row.state }));
}

/** The floor is row-level security; saying it again lets the planner begin at `case_access`. */
function addAccess(session: Session, where: Conditions): void {
  const { actor } = session;
  if (actor.kind !== 'person' || overseesAll(session)) return;
  where.add('c.id IN (SELECT case_id FROM case_access WHERE organisation = ?)', actor.organisation);
}

function conditionsOf(session: Session, filter: CaseFilter): Conditions {
  const where = new Conditions();
  addAccess(session, where);
  if (filter.phase !== undefined) where.add('c.phase = ?', filter.phase);
  if (filter.stage !== undefined) where.add('c.stage = ?', filter.stage);
  if (filter.outcome !== undefined) where.add('c.outcome = ?', filter.outcome);
  if (filter.district !== undefined) where.add('c.district = ?', filter.district);
  if (filter.round !== undefined) where.add('c.round = ?', filter.round);
  if (filter.overdue !== undefined) where.add('c.overdue = ?', filter.overdue);
  addHolder(session, filter.holder, where);
  if (filter.search !== undefined && filter.search !== '') {
    const { like, operator } = fragmentOf(filter.search);
    where.add(`(c.id LIKE ? OR c.workshop_name ${operator} ? OR a.name_zh ${operator} ?)`, like, like, like);
  }
  return where;
}

function addHolder(session: Session, holder: string | undefined, where: Conditions): void {
  if (holder === undefined) return;
  if (holder !== 'mine') where.add('c.holder_kind = ?', holder);
  else where.add('c.holder_organisation = ?', session.actor.kind === 'person' ? session.actor.organisation : '');
}

const at = (moment: Date | null): Instant | null => (moment ? instantOf(moment) : null);
const named = (id: string, zh: string | null, en: string | null) =>
  shown(id, zh === null ? null : { zh, en: en ?? zh });

function entryOf(row: EntryRow): CaseEntry {
  const holder = row.holder_organisation;
  return {
    id: row.id,
    procedure: row.procedure,
    version: row.version,
    applicant: named(row.applicant, row.applicant_zh, row.applicant_en),
    district: row.district,
    workshopName: row.workshop_name,
    phase: row.phase as CaseEntry['phase'],
    stage: row.stage,
    visit: row.visit,
    holder: row.holder_kind && {
      kind: row.holder_kind,
      organisation: holder === null ? null : named(holder, row.holder_zh, row.holder_en),
    },
    outcome: row.outcome,
    round: row.round,
    dueAt: at(row.due_at),
    overdue: row.overdue,
    seq: row.seq,
    openedAt: instantOf(row.opened_at),
    submittedAt: at(row.submitted_at),
    closedAt: at(row.closed_at),
    updatedAt: instantOf(row.changed_at),
  };
}
