import type { Calendar, Instant } from '../calendar/calendar.js';
import type { OfficeFact } from '../process/facts.js';
import type { Procedure } from '../process/procedure.js';
import type { CaseState, CheckResult } from '../process/state.js';

/** A case of the round, or one that its command names, as locked in the same transaction. */
export interface RoundCase {
  readonly caseId: string;
  readonly state: CaseState;
  /** The version of the procedure that the case keeps. */
  readonly procedure: Procedure;
  readonly receivedAt: Instant;
  readonly check: Omit<CheckResult, 'moment' | 'on'>;
}

/** The office for which a person acts upon a round. */
export interface RoundOfficeFact extends Pick<OfficeFact, 'members' | 'standIns'> {
  /** The firms to which the actor belongs himself, in whatever role. */
  readonly ownFirms: readonly string[];
}

/** What the rules of a round need from outside its stream. */
export interface RoundFacts {
  readonly calendar: Calendar;
  /** Every case of the round that is not withdrawn; for `recommend` the withdrawn ones, too, and those that it names. By number. */
  readonly cases: readonly RoundCase[];
  /** For `publish` and `issue`: the next free number of the year, drawn under lock. */
  readonly number: number | null;
  /** For the acts of an office: its people. */
  readonly office: RoundOfficeFact | null;
}
