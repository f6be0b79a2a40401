import { URGENCIES, type Instant, type Person, type Urgency } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { shown, type NamedOrganisation } from './organisations.js';
import { businessDay } from './stand-ins.js';
import { pageFrom, placeOf, type Page, type PageAsked } from './page.js';
import { filteredTasks, urgencySql, type TaskFilter } from './task-filter.js';
import { placesTaken } from './whose-tasks.js';

/** Something that the acting organisation must do. */
export interface TaskEntry {
  readonly id: string;
  readonly caseId: string;
  readonly procedure: string;
  readonly version: number;
  readonly district: string;
  readonly seq: number;
  readonly stage: string | null;
  readonly kind: string;
  readonly organisation: NamedOrganisation;
  readonly role: string;
  readonly applicant: NamedOrganisation;
  readonly workshopName: string | null;
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  readonly openedAt: Instant;
  readonly claimed: 'no' | 'mine' | 'colleague';
}

interface TaskLine {
  id: string;
  case_id: string;
  procedure: string;
  version: number;
  district: string;
  seq: number;
  stage: string | null;
  kind: string;
  organisation: string;
  role: string;
  applicant: string;
  applicant_zh: string | null;
  applicant_en: string | null;
  own_zh: string | null;
  own_en: string | null;
  workshop_name: string | null;
  due_at: Date | null;
  sort_at: string;
  overdue: boolean;
  opened_at: Date;
  claimed_by: string | null;
  assigned_to: string | null;
}

const COLUMNS = `t.id, t.case_id, t.procedure, t.version, t.district, c.seq, t.stage, t.kind, t.organisation, t.role, t.applicant,
    t.workshop_name, t.due_at, t.overdue, t.opened_at, t.claimed_by, t.assigned_to, a.name_zh AS applicant_zh, a.name_en AS applicant_en,
    o.name_zh AS own_zh, o.name_en AS own_en`;
const FROM = `FROM task t JOIN "case" c ON c.id = t.case_id LEFT JOIN party a ON a.organisation = t.applicant
    LEFT JOIN party o ON o.organisation = t.organisation`;

/** By what a list of tasks is sorted: the most urgent, the longest waiting, or the newest first. */
export type TaskOrder = 'due' | 'waiting' | 'newest';

const ORDERS: { readonly [order in TaskOrder]: { readonly by: string; readonly down: boolean } } = {
  due: { by: `coalesce(t.due_at, 'infinity')`, down: false },
  waiting: { by: 't.opened_at', down: false },
  newest: { by: 't.opened_at', down: true },
};

/** The tasks of the acting organisation and role under a filter, in an order, page by page. */
export async function listTasks(
  session: Session,
  actor: Person,
  { sort, ...filter }: TaskFilter & { readonly sort: TaskOrder },
  page: PageAsked,
): Promise<Page<TaskEntry>> {
  const { where, places } = await filteredTasks(session, actor, filter);
  const { by, down } = ORDERS[sort];
  const place = placeOf(page);
  if (place) where.add(`(${by}, t.id) ${down ? '<' : '>'} (?::timestamptz, ?)`, ...place);
  const limit = where.parameter(page.limit + 1);
  const direction = down ? 'DESC' : 'ASC';
  const rows = await session.rows<TaskLine>(
    `SELECT ${COLUMNS}, (${by})::text AS sort_at ${FROM} ${where.toString()} ORDER BY ${by} ${direction}, t.id ${direction} LIMIT ${limit}`,
    where.parameters,
  );
  return pageFrom(
    rows,
    page,
    (row) => [row.sort_at, row.id],
    (row) => entryOf(row, actor, places),
  );
}

/** So many tasks of one kind, by urgency. */
export interface TaskTally extends Readonly<Record<Urgency, number>> {
  readonly procedure: string;
  readonly version: number;
  readonly stage: string | null;
  readonly district: string;
}

/** Counts over the same tasks as `listTasks`. Grouped as the index `task_by_group` is ordered, so that nothing is sorted. */
export async function tallyTasks(session: Session, actor: Person, filter: TaskFilter): Promise<readonly TaskTally[]> {
  const { where, now } = await filteredTasks(session, actor, filter);
  const present = where.parameter(now);
  const sums = URGENCIES.map(
    (urgency) => `count(*) FILTER (WHERE ${urgencySql(urgency, () => present)})::int AS ${urgency}`,
  );
  return session.rows<TaskTally>(
    `SELECT t.procedure, t.stage, t.district, max(t.version) AS version, ${sums.join(', ')} FROM task t ${where.toString()}
       GROUP BY t.procedure, t.stage, t.district ORDER BY t.procedure, t.stage, t.district`,
    where.parameters,
  );
}

/**
 * Claims a task for the person, or releases it. Claiming tells colleagues who works on it; it gives no right and takes none.
 * @returns the task; `taken` when a colleague has it; null when the organisation has no such task.
 */
export async function claimTask(
  session: Session,
  actor: Person,
  id: string,
  claim: boolean,
): Promise<TaskEntry | 'taken' | null> {
  const places = await placesTaken(session, actor, await businessDay(session));
  const changed = await session.execute(
    `UPDATE task SET claimed_by = $1 WHERE id = $2 AND organisation = $3 AND (claimed_by IS NULL OR claimed_by = $4)
        AND (assigned_to IS NULL OR assigned_to = ANY($5))`,
    [claim ? actor.person : null, id, actor.organisation, actor.person, places],
  );
  const row = await session.first<Omit<TaskLine, 'sort_at'>>(
    `SELECT ${COLUMNS} ${FROM} WHERE t.id = $1 AND t.organisation = $2`,
    [id, actor.organisation],
  );
  if (!row) return null;
  return changed === 0 ? 'taken' : entryOf(row, actor, places);
}

function entryOf(row: Omit<TaskLine, 'sort_at'>, actor: Person, places: readonly string[]): TaskEntry {
  const name = (zh: string | null, en: string | null) => (zh === null ? null : { zh, en: en ?? zh });
  return {
    id: row.id,
    caseId: row.case_id,
    procedure: row.procedure,
    version: row.version,
    district: row.district,
    seq: row.seq,
    stage: row.stage,
    kind: row.kind,
    organisation: shown(row.organisation, name(row.own_zh, row.own_en)),
    role: row.role,
    applicant: shown(row.applicant, name(row.applicant_zh, row.applicant_en)),
    workshopName: row.workshop_name,
    dueAt: row.due_at && instantOf(row.due_at),
    overdue: row.overdue,
    openedAt: instantOf(row.opened_at),
    claimed: claimOf(row, actor, places),
  };
}

/** What was given to somebody counts as claimed by him. */
function claimOf(
  { claimed_by: by, assigned_to: to }: Omit<TaskLine, 'sort_at'>,
  { person }: Person,
  places: readonly string[],
) {
  if (by === null && to === null) return 'no';
  return by === person || (to !== null && places.includes(to)) ? 'mine' : 'colleague';
}
