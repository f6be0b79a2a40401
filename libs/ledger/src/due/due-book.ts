import type { CaseState, Instant, Rung } from '@vermilion/domain';

/** A range of the 64 logical shards of due rows, both ends included. */
export interface ShardRange {
  readonly from: number;
  readonly to: number;
}

/** What a keeper finds after firing. */
export interface Outlook {
  readonly fired: number;
  /** Due rows were left over. */
  readonly more: boolean;
  readonly escalationsDue: boolean;
  /** The clock is manual and has not reached its target. */
  readonly clockHasTarget: boolean;
  /** Milliseconds of machine time until the next due row of the shards; null when there is none, or the clock stands still. */
  readonly nextDueInMs: number | null;
}

export interface ClockStep {
  readonly moved: boolean;
  readonly hasTarget: boolean;
}

/** One responsible bureau's missed instant. */
export interface MissedInstant {
  readonly obligation: string;
  readonly dueAt: Instant;
}

/** A rung of the ladder of a missed instant. `dueAt` is the instant that was missed, not the rung's own. */
export interface RungOf extends MissedInstant {
  readonly rung: Rung['id'];
}

/** A rung whose waiting time is over. `owner` is the escalation's id. */
export interface DueRung extends RungOf {
  readonly owner: string;
}

export interface UnresolvedCase {
  readonly caseId: string;
  /** The running limit that lapsed at the instant. */
  readonly limit: string;
}

export interface RungReport extends RungOf {
  readonly recipients: readonly string[];
  /** The cases in whose ledger the escalation is recorded, each with the event that says so. */
  readonly told: readonly ToldCase[];
  /** The cases that refused the record, for they had been handled in the meantime. */
  readonly passedOver: readonly string[];
}

interface ToldCase {
  readonly caseId: string;
  readonly eventId: string;
}

export interface RungOutcome {
  /** Cases that are not handled at this moment. */
  readonly unresolved: number;
  /**
   * When the next rung is due, or the last one comes again; null when the ladder ended, or nothing was left to do when the rung was recorded.
   */
  readonly nextDueAt: Instant | null;
}

/** Due dates, the clock, and the ladder: what keepers and escalations ask of the ledger. Everything may be asked twice without harm. */
export interface DueBook {
  /** Fires at most `limit` due rows of the shards, each in a transaction of its own. `onProgress` hears the count after each. */
  fireDue(
    herd: { readonly shards: ShardRange; readonly limit: number },
    onProgress: (fired: number) => void,
  ): Promise<Outlook>;
  /** Moves the manual clock to the next due instant or its target, if everything up to now is recorded and no system work of a case or a round is pending. */
  stepClock(): Promise<ClockStep>;
  /** Rungs whose waiting time is over. None is told before all limits of its obligation up to the missed instant are recorded. */
  dueEscalations(shards: ShardRange): Promise<readonly DueRung[]>;
  /** Cases on which somebody owes an act. Those that stand still are left out. */
  unresolvedCases(missed: MissedInstant): Promise<readonly UnresolvedCase[]>;
  /** What a recorded rung came to; null while it is not recorded. */
  outcomeOf(rung: RungOf): Promise<RungOutcome | null>;
  /**
   * One transaction: a digest to each recipient, the rung recorded, the next one dated while a case that missed the instant is open, even if
   * it stands still. The last rung is not recorded while such a case stands still: it gets a later date instead. A recorded rung is left as
   * it is. @returns null, and does nothing, when a case is late of which the report says nothing: tell it and come again.
   */
  finishRung(report: RungReport): Promise<RungOutcome | null>;
  /** Seconds since the oldest due row that is not recorded; null when there is none. */
  oldestUnrecordedDue(): Promise<number | null>;
}

/** A case as its workflow reads it. */
export interface CaseDesk {
  /**
   * Null when there is no such case. Notes in the ledger that the workflow knows every move so far, and closes the incidents of system work
   * that the case no longer owes.
   */
  read(caseId: string): Promise<{ readonly state: CaseState; readonly dueAt: Instant | null } | null>;
}

export interface Incident {
  readonly kind: string;
  readonly subject: string;
  readonly detail: { readonly [name: string]: string | number | boolean | null };
}

/** What people must look at. One open incident per kind and subject. */
export interface IncidentBook {
  open(incident: Incident): Promise<void>;
  close(kind: string, subject: string): Promise<void>;
}
