import { answersOwed, overdueLimits, tasksOf, type CaseState, type DueRow, type Task } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move } from '../move.js';
import { workshopOf } from './project-case.js';
import type { Experts } from './project-panel.js';

/** What a task says of its case, so that counting tasks need not read cases. */
const OF_THE_CASE = 'procedure, version, applicant, district, workshop_name, overdue';

/** Makes the open tasks of the case equal to what the rules say; who has claimed one keeps it. */
export async function projectTasks(
  session: Session,
  move: Move,
  rows: readonly DueRow[],
  experts: Experts,
): Promise<void> {
  const { caseId, procedure, after, at } = move;
  const tasks = tasksOf(procedure, after);
  const idOf = (task: Task) => `${caseId}/${task.id}`;
  // What goes and what stays are never the same row: one statement does for both.
  await session.execute(
    `WITH gone AS (DELETE FROM task WHERE case_id = $1 AND id <> ALL($3))
     INSERT INTO task AS t (id, case_id, stage, kind, organisation, role, due_at, assigned_to, opened_at, ${OF_THE_CASE})
     SELECT id, $1, stage, kind, organisation, role, due_at::timestamptz, assigned_to, $2::timestamptz, $10, $11::int, $12, $13, $14, $15::boolean
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         AS n(id, stage, kind, organisation, role, due_at, assigned_to)
     ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, organisation = excluded.organisation, role = excluded.role,
           assigned_to = excluded.assigned_to, district = excluded.district, workshop_name = excluded.workshop_name, overdue = excluded.overdue,
           claimed_by = CASE WHEN t.assigned_to IS NOT DISTINCT FROM excluded.assigned_to THEN t.claimed_by END
      WHERE (t.due_at, t.organisation, t.role, t.assigned_to, t.district, t.workshop_name, t.overdue)
            IS DISTINCT FROM (excluded.due_at, excluded.organisation, excluded.role, excluded.assigned_to, excluded.district,
                              excluded.workshop_name, excluded.overdue)`,
    [
      caseId,
      at,
      tasks.map(idOf),
      tasks.map((task) => task.stage),
      tasks.map((task) => task.kind),
      tasks.map((task) => task.organisation ?? experts.organisationOf(task.token)),
      tasks.map((task) => task.role),
      tasks.map((task) => dueOf(task, move, rows)),
      tasks.map((task) => task.person ?? null),
      after.procedure,
      after.version,
      after.applicant,
      after.district,
      workshopOf(move),
      overdueLimits(after).length > 0,
    ],
  );
}

/** Until when the task should be done, also when that has passed; null when no limit runs for it. */
function dueOf(task: Task, { procedure, after: state }: Move, rows: readonly DueRow[]): string | null {
  const answer = answersOwed(procedure, state).find(({ id }) => id === task.id);
  const limit = state.limits.find(({ id, subject }) => {
    if (answer) return answer.limit === id;
    if (task.kind === 'correct') return subject.of === 'correction';
    if (task.kind === 'supply') return subject.of === 'deferral';
    if (!task.kind.startsWith('answer-invitation')) return subject.of === 'stage';
    return subject.of === 'invitation' && seatOf(state, task) === subject.seat;
  });
  if (!limit) return null;
  const row = rows.find((candidate) => candidate.limit === limit.id && candidate.rung === 'lapse');
  return row?.dueAt ?? limit.lapsed?.dueAt ?? null;
}

function seatOf(state: CaseState, task: Task): number | undefined {
  return state.panel?.seats.find(({ token }) => token === task.token)?.seat;
}
