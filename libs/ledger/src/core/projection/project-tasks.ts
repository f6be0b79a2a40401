import { answersOwed, tasksOf, type CaseState, type DueRow, type Task } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move } from '../move.js';
import type { Experts } from './project-panel.js';

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
  const gone = session.execute('DELETE FROM task WHERE case_id = $1 AND id <> ALL($2)', [caseId, tasks.map(idOf)]);
  const written =
    tasks.length > 0 &&
    session.execute(
      `INSERT INTO task AS t (id, case_id, stage, kind, organisation, role, due_at, assigned_to, opened_at)
     SELECT id, $1, stage, kind, organisation, role, due_at::timestamptz, assigned_to, $2::timestamptz
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         AS n(id, stage, kind, organisation, role, due_at, assigned_to)
     ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, organisation = excluded.organisation, role = excluded.role,
           assigned_to = excluded.assigned_to,
           claimed_by = CASE WHEN t.assigned_to IS NOT DISTINCT FROM excluded.assigned_to THEN t.claimed_by END
      WHERE (t.due_at, t.organisation, t.role, t.assigned_to)
            IS DISTINCT FROM (excluded.due_at, excluded.organisation, excluded.role, excluded.assigned_to)`,
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
      ],
    );
  await Promise.all([gone, written]);
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
