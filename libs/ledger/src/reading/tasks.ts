import type { DateText, Instant, Person } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { shown, type NamedOrganisation } from './organisations.js';
import { businessDay } from './stand-ins.js';
import { Conditions, pageFrom, placeOf, type Page, type PageAsked } from './page.js';

/** Something that the acting organisation must do. */
export interface TaskEntry {
  readonly id: string;
  readonly caseId: string;
  readonly procedure: string;
  readonly version: number;
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

const SELECT = `SELECT t.id, t.case_id, c.procedure, c.version, t.stage, t.kind, t.organisation, t.role, c.applicant, c.workshop_name, t.due_at,
    coalesce(t.due_at, 'infinity')::text AS sort_at, c.overdue, t.opened_at, t.claimed_by, t.assigned_to, a.name_zh AS applicant_zh, a.name_en AS applicant_en,
    o.name_zh AS own_zh, o.name_en AS own_en
  FROM task t JOIN "case" c ON c.id = t.case_id LEFT JOIN party a ON a.organisation = c.applicant
    LEFT JOIN party o ON o.organisation = t.organisation`;

/**
 * The tasks of the acting organisation and role, the most urgent first. `mine`: claimed by the person; `group`: by nobody; `due`: everything
 * that a colleague has not claimed.
 */
export async function listTasks(
  session: Session,
  actor: Person,
  scope: 'mine' | 'group' | 'due',
  page: PageAsked,
): Promise<Page<TaskEntry>> {
  const where = new Conditions();
  where.add('t.organisation = ?', actor.organisation);
  const today = await businessDay(session);
  const places = await placesTaken(session, actor, today);
  addWhose(where, actor, places, today);
  if (scope === 'mine') where.add('(t.claimed_by = ? OR t.assigned_to = ANY(?))', actor.person, places);
  if (scope === 'group')
    where.add('t.claimed_by IS NULL AND (t.assigned_to IS NULL OR t.assigned_to <> ALL(?))', places);
  if (scope === 'due') where.add('(t.claimed_by IS NULL OR t.claimed_by = ?)', actor.person);
  const place = placeOf(page);
  if (place) where.add(`(coalesce(t.due_at, 'infinity'), t.id) > (?::timestamptz, ?)`, ...place);
  const limit = where.parameter(page.limit + 1);
  const rows = await session.rows<TaskLine>(
    `${SELECT} ${where.toString()} ORDER BY coalesce(t.due_at, 'infinity'), t.id LIMIT ${limit}`,
    where.parameters,
  );
  return pageFrom(
    rows,
    page,
    (row) => [row.sort_at, row.id],
    (row) => entryOf(row, actor, places),
  );
}

/** The actor's own place, and those of colleagues on leave for whom the actor stands in today. */
async function placesTaken(session: Session, actor: Person, today: DateText): Promise<string[]> {
  const rows = await session.rows<{ absent: string }>(
    `SELECT DISTINCT absent FROM stand_in WHERE organisation = $1 AND person = $2 AND withdrawn_at IS NULL
        AND $3::date BETWEEN from_date AND until_date`,
    [actor.organisation, actor.person, today],
  );
  return [actor.person, ...rows.map(({ absent }) => absent)];
}

/**
 * Whose tasks the actor sees: those of the own role or of whoever is stood in for, and those that were given to one of them. What was given
 * to a colleague is that colleague's, unless he is on leave, has left, or belongs to the applicant: then somebody must pass it on.
 */
function addWhose(where: Conditions, actor: Person, places: readonly string[], today: DateText): void {
  // In an enterprise the approver may do what the filler may, except that only the filler's tasks are drafts.
  const roles = actor.role === 'approver' ? ['filler', 'approver'] : [actor.role];
  where.add(
    `(t.assigned_to = ANY(?) OR (
        (t.role = ANY(?) OR EXISTS (SELECT FROM member m WHERE m.organisation = t.organisation AND m.role = t.role AND m.sub = ANY(?)))
        AND (t.assigned_to IS NULL
          OR EXISTS (SELECT FROM member a WHERE a.organisation = c.applicant AND a.sub = t.assigned_to)
          OR NOT EXISTS (SELECT FROM member m WHERE m.organisation = t.organisation AND m.sub = t.assigned_to)
          OR EXISTS (SELECT FROM stand_in s WHERE s.organisation = t.organisation AND s.absent = t.assigned_to
               AND s.withdrawn_at IS NULL AND ?::date BETWEEN s.from_date AND s.until_date))))`,
    places,
    roles,
    places.slice(1),
    today,
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
  const row = await session.first<TaskLine>(`${SELECT} WHERE t.id = $1 AND t.organisation = $2`, [
    id,
    actor.organisation,
  ]);
  if (!row) return null;
  return changed === 0 ? 'taken' : entryOf(row, actor, places);
}

function entryOf(row: TaskLine, actor: Person, places: readonly string[]): TaskEntry {
  const name = (zh: string | null, en: string | null) => (zh === null ? null : { zh, en: en ?? zh });
  return {
    id: row.id,
    caseId: row.case_id,
    procedure: row.procedure,
    version: row.version,
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
function claimOf({ claimed_by: by, assigned_to: to }: TaskLine, { person }: Person, places: readonly string[]) {
  if (by === null && to === null) return 'no';
  return by === person || (to !== null && places.includes(to)) ? 'mine' : 'colleague';
}
