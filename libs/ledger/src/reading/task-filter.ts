import { dateOf, SOON_HOURS, type Instant, type Person, type Urgency } from '@vermilion/domain';
import { businessNow } from '../core/business-clock.js';
import type { Session } from '../session.js';
import { Conditions, fragmentOf } from './page.js';
import { addScope, addWhose, placesTaken, type TaskScope } from './whose-tasks.js';

/** Which of the tasks that the actor sees. */
export interface TaskFilter {
  readonly scope: TaskScope;
  readonly stage?: string | undefined;
  readonly procedure?: string | undefined;
  readonly district?: string | undefined;
  readonly urgency?: Urgency | undefined;
  /** Part of the case's number, the workshop's or the applicant's name. */
  readonly search?: string | undefined;
}

/** The conditions of a filter, with what they were made from. */
interface FilteredTasks {
  readonly where: Conditions;
  /** Whose places the actor takes today. */
  readonly places: readonly string[];
  readonly now: Instant;
}

/** When a task is of an urgency, as `urgencyAt` says it; exactly one holds of each task. @param now gives the number of a parameter that holds the business time */
export function urgencySql(urgency: Urgency, now: () => string): string {
  const soon = (): string => `${now()}::timestamptz + interval '${SOON_HOURS} hours'`;
  switch (urgency) {
    case 'overdue':
      return `(t.overdue OR t.due_at <= ${now()}::timestamptz)`;
    case 'soon':
      return `(NOT t.overdue AND t.due_at > ${now()}::timestamptz AND t.due_at < ${soon()})`;
    case 'later':
      return `(NOT t.overdue AND t.due_at >= ${soon()})`;
    case 'unlimited':
      return '(NOT t.overdue AND t.due_at IS NULL)';
  }
}

/** What must hold of `task t` for the actor to find it under the filter. */
export async function filteredTasks(session: Session, actor: Person, filter: TaskFilter): Promise<FilteredTasks> {
  const where = new Conditions();
  const now = await businessNow(session);
  const today = dateOf(now);
  const places = await placesTaken(session, actor, today);
  where.add('t.organisation = ?', actor.organisation);
  addWhose(where, actor, places, today);
  addScope(where, filter.scope, actor, places);
  if (filter.stage !== undefined) where.add('t.stage = ?', filter.stage);
  if (filter.procedure !== undefined) where.add('t.procedure = ?', filter.procedure);
  if (filter.district !== undefined) where.add('t.district = ?', filter.district);
  if (filter.urgency !== undefined) where.add(urgencySql(filter.urgency, () => where.parameter(now)));
  addSearch(where, filter.search);
  return { where, places, now };
}

function addSearch(where: Conditions, search: string | undefined): void {
  if (search === undefined || search === '') return;
  const { like, operator } = fragmentOf(search);
  where.add(
    `(t.case_id LIKE ? OR t.workshop_name ${operator} ? OR t.applicant IN (SELECT organisation FROM party WHERE name_zh ${operator} ?))`,
    like,
    like,
    like,
  );
}
