import type { DateText, Person } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { Conditions } from './page.js';

/** Which part of the tasks that the actor sees: claimed by the actor, by nobody, by either, or by a colleague. */
export type TaskScope = 'mine' | 'group' | 'due' | 'colleague';

/** The actor's own place, and those of colleagues on leave for whom the actor stands in today. */
export async function placesTaken(session: Session, actor: Person, today: DateText): Promise<string[]> {
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
export function addWhose(where: Conditions, actor: Person, places: readonly string[], today: DateText): void {
  // In an enterprise the approver may do what the filler may, except that only the filler's tasks are drafts.
  const roles = actor.role === 'approver' ? ['filler', 'approver'] : [actor.role];
  where.add(
    `(t.assigned_to = ANY(?) OR (
        (t.role = ANY(?) OR EXISTS (SELECT FROM member m WHERE m.organisation = t.organisation AND m.role = t.role AND m.sub = ANY(?)))
        AND (t.assigned_to IS NULL
          OR EXISTS (SELECT FROM member a WHERE a.organisation = t.applicant AND a.sub = t.assigned_to)
          OR NOT EXISTS (SELECT FROM member m WHERE m.organisation = t.organisation AND m.sub = t.assigned_to)
          OR EXISTS (SELECT FROM stand_in s WHERE s.organisation = t.organisation AND s.absent = t.assigned_to
               AND s.withdrawn_at IS NULL AND ?::date BETWEEN s.from_date AND s.until_date))))`,
    places,
    roles,
    places.slice(1),
    today,
  );
}

/** What was given to somebody counts as claimed by him. */
export function addScope(where: Conditions, scope: TaskScope, { person }: Person, places: readonly string[]): void {
  if (scope === 'mine') where.add('(t.claimed_by = ? OR t.assigned_to = ANY(?))', person, places);
  if (scope === 'group')
    where.add('t.claimed_by IS NULL AND (t.assigned_to IS NULL OR t.assigned_to <> ALL(?))', places);
  if (scope === 'due') where.add('(t.claimed_by IS NULL OR t.claimed_by = ?)', person);
  if (scope === 'colleague')
    where.add('t.claimed_by <> ? AND (t.assigned_to IS NULL OR t.assigned_to <> ALL(?))', person, places);
}
