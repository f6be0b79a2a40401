import type { DateText } from '../calendar/calendar.js';
import type { CaseState } from '../process/state.js';

/**
 * 回避情形: what ties an expert to an enterprise. Source: research on expert review §1.8 (none from the applicant, its shareholders, suppliers
 * or auditor; employment or consulting within three years; relatives; teacher and student).
 */
export const CONFLICT_TYPES = [
  'employment',
  'employment_past',
  'shareholding',
  'supplier',
  'audit',
  'consulting',
  'kinship',
  'student',
] as const;
type ConflictType = (typeof CONFLICT_TYPES)[number];

/** A recorded reason why an expert must not judge an enterprise. `until` null means without end. */
export interface ConflictRecord {
  readonly creditCode: string;
  readonly type: ConflictType;
  readonly until: DateText | null;
  readonly mustRecuse: boolean;
}

/** What is said of an expert who left an earlier panel of the case before the reason was kept. */
const UNNAMED = 'declared-conflict';

/** Every code, beside the reasons of a procedure by which experts leave a case, for which the freeze leaves somebody out of the pool. */
export const EXCLUSIONS = ['not-available', UNNAMED, ...CONFLICT_TYPES] as const;

interface ConflictSubject {
  readonly employerCreditCode: string | null;
  readonly conflicts: readonly ConflictRecord[];
}

/**
 * The reason code why an expert must not judge the applicant on that date, or null. Employment by the applicant always conflicts;
 * recorded conflicts count until their last day, included. Source: research on expert review, avoidance rules (回避).
 */
export function conflictWith(expert: ConflictSubject, creditCode: string, on: DateText): ConflictType | null {
  if (expert.employerCreditCode === creditCode) return 'employment';
  const conflict = expert.conflicts.find(
    (record) => record.mustRecuse && record.creditCode === creditCode && (record.until === null || record.until >= on),
  );
  return conflict?.type ?? null;
}

/** Why the expert behind a token may judge this case no more: the reason of the declaration, or of the order that made the marks void. */
export function recusalOf({ recusedFor }: Pick<CaseState, 'recusedFor'>, token: string): string {
  return recusedFor[token] ?? UNNAMED;
}
