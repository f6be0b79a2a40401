import { answersOwed, overdueLimits, tasksOf, type CaseState, type Task } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { DatedMove } from '../move.js';
import { workshopOf } from './project-case.js';
import type { Experts } from './project-panel.js';

/** Makes the open tasks of cases equal to what the rules say; who has claimed one keeps it. */
export function projectTasks(session: Session, moves: readonly DatedMove[], experts: Experts): void {
  const open = moves.flatMap((move) => tasksAfter(move, experts));
  // What goes and what stays are never the same row: one statement does for both.
  session.later(
    `WITH gone AS (DELETE FROM task WHERE case_id = ANY($1) AND id <> ALL($2))
     INSERT INTO task AS t (id, case_id, stage, kind, organisation, role, due_at, assigned_to, opened_at, procedure, version, applicant, district,
                            workshop_name, overdue)
     SELECT * FROM json_to_recordset($3) AS n(id text, case_id text, stage text, kind text, organisation text, role text, due_at timestamptz,
              assigned_to text, opened_at timestamptz, procedure text, version int, applicant text, district text, workshop_name text, overdue boolean)
     ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, organisation = excluded.organisation, role = excluded.role,
           assigned_to = excluded.assigned_to, district = excluded.district, workshop_name = excluded.workshop_name, overdue = excluded.overdue,
           claimed_by = CASE WHEN t.assigned_to IS NOT DISTINCT FROM excluded.assigned_to THEN t.claimed_by END
      WHERE (t.due_at, t.organisation, t.role, t.assigned_to, t.district, t.workshop_name, t.overdue)
            IS DISTINCT FROM (excluded.due_at, excluded.organisation, excluded.role, excluded.assigned_to, excluded.district,
                              excluded.workshop_name, excluded.overdue)`,
    [moves.map(({ caseId }) => caseId), open.map(({ id }) => id), JSON.stringify(open)],
  );
}

/** The tasks with what they say of their case, so that counting them need not read cases. */
function tasksAfter(move: DatedMove, experts: Experts) {
  const { caseId, procedure, after, at } = move;
  return tasksOf(procedure, after).map((task) => ({
    id: `${caseId}/${task.id}`,
    case_id: caseId,
    stage: task.stage,
    kind: task.kind,
    organisation: task.organisation ?? experts.organisationOf(caseId, task.token),
    role: task.role,
    due_at: dueOf(task, move),
    assigned_to: task.person,
    opened_at: at,
    procedure: after.procedure,
    version: after.version,
    applicant: after.applicant,
    district: after.district,
    workshop_name: workshopOf(move),
    overdue: overdueLimits(after).length > 0,
  }));
}

/** Until when the task should be done, also when that has passed; null when no limit runs for it. */
function dueOf(task: Task, { procedure, after: state, rows }: DatedMove): string | null {
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
