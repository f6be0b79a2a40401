import type { Calendar, Instant } from '../calendar/calendar.js';
import { deriveExtended, fixedInstant, workingDaysBefore } from '../calendar/due.js';
import { endOfDay } from '../calendar/instants.js';
import type { Derivation } from '../calendar/due.js';
import { limitFor } from './limits.js';
import type { Limit, Procedure } from './procedure.js';
import type { CaseState, RunningLimit } from './state.js';

/** A date on which the clock will act: a reminder, or the lapse of a limit. It explains itself by its derivation. */
export interface DueRow {
  readonly id: string;
  readonly limit: string;
  readonly rung: 'remind' | 'lapse';
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly derivation: Derivation;
}

/**
 * Every date that is still to come in a case. A limit that stands still has none, a lapsed one has none, a closed case has none:
 * a stopped clock never lapses.
 */
export function deadlines(procedure: Procedure, state: CaseState, calendar: Calendar): DueRow[] {
  return state.limits.flatMap((limit) => rowsOf(procedure, limit, calendar));
}

function rowsOf(procedure: Procedure, limit: RunningLimit, calendar: Calendar): DueRow[] {
  if (limit.lapsed) return [];
  const rule = limitFor(procedure, limit.subject);
  if (!rule) return [];
  const derivation = derived(calendar, rule, limit);
  if (!derivation) return [];
  const common = { limit: limit.id, provisional: derivation.provisional, derivation };
  const lapse: DueRow = { id: `${limit.id}:lapse`, rung: 'lapse', dueAt: derivation.dueAt, ...common };
  if (rule.remindBefore === null || limit.reminded) return [lapse];
  const remindAt = workingDaysBefore(calendar, derivation.dueAt, rule.remindBefore);
  return [{ id: `${limit.id}:remind`, rung: 'remind', dueAt: remindAt, ...common }, lapse];
}

function derived(
  calendar: Calendar,
  rule: Limit,
  { until, startedOn, pauses, extension }: RunningLimit,
): Derivation | null {
  if (until) return fixedInstant(rule.basis, endOfDay(until));
  return deriveExtended(calendar, rule, extension?.granted ?? 0, startedOn, pauses);
}
