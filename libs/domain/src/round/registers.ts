import type { Problem } from '../form/definition.js';
import type { Procedure } from '../process/procedure.js';
import type { CaseState, CheckResult } from '../process/state.js';
import { isWaived } from '../registers/waiver.js';
import type { Withheld } from './round-state.js';

/** What the registers say, whenever they are asked. */
export type RegisterResult = Omit<CheckResult, 'moment' | 'on'>;

/**
 * Why the registers stand in the way, or null: a severe record vetoes, a bar period runs, the same thing holds a title already, a general
 * record blocks until it is repaired or a leader has waived exactly that entry. A minor record is a note only.
 * Source: research on credit checks (§1.9: 严重 = veto, 一般 = block until repaired or waived, 轻微 = note), on duplicate declarations (§1.7).
 */
export function obstacleOf(
  procedure: Procedure,
  check: RegisterResult,
  waived: string | null,
): Withheld['reason'] | null {
  if (!procedure.credit) return null;
  if (check.credit.grade === 'severe') return 'credit-veto';
  if (check.barredUntil !== null) return 'barred';
  if (check.title !== null) return 'title-already-held';
  return check.credit.grade === 'general' && !isWaived(check.credit.record, waived) ? 'credit-blocked' : null;
}

/** The ground under which an obstacle refuses a case. */
export function groundOf(reason: Withheld['reason']): string {
  return reason === 'credit-veto' ? 'severe-credit-record' : reason;
}

/** The obstacle as a problem at a place of the input. */
export function obstacleProblem(at: string, reason: Withheld['reason'], check: RegisterResult): Problem {
  const { credit, title, barredUntil } = check;
  return {
    at,
    code: reason,
    params: { source: credit.source, until: credit.until ?? '', title: title ?? '', barredUntil: barredUntil ?? '' },
  };
}

/** The last register result of a case in the form in which rounds compare them. */
export function knownResult(state: CaseState): RegisterResult {
  const { credit, title, barredUntil } = state.check ?? NOTHING_KNOWN;
  return { credit, title, barredUntil };
}

const NOTHING_KNOWN: RegisterResult = {
  credit: { grade: 'none', record: null, source: '', until: null },
  title: null,
  barredUntil: null,
};
