import type { DateText } from '../calendar/calendar.js';

/** A recorded reason why an expert must not judge an enterprise. `until` null means without end. */
export interface ConflictRecord {
  readonly creditCode: string;
  readonly type: string;
  readonly until: DateText | null;
  readonly mustRecuse: boolean;
}

interface ConflictSubject {
  readonly employerCreditCode: string | null;
  readonly conflicts: readonly ConflictRecord[];
}

/**
 * The reason code why an expert must not judge the applicant on that date, or null. Employment by the applicant always conflicts;
 * recorded conflicts count until their last day, included. Source: research on expert review, avoidance rules (回避).
 */
export function conflictWith(expert: ConflictSubject, creditCode: string, on: DateText): string | null {
  if (expert.employerCreditCode === creditCode) return 'employment';
  const conflict = expert.conflicts.find(
    (record) => record.mustRecuse && record.creditCode === creditCode && (record.until === null || record.until >= on),
  );
  return conflict?.type ?? null;
}
