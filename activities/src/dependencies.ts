import type { Procedure, Rung } from '@vermilion/domain';
import type { CaseDesk, DueBook, DueRung, IncidentBook, Ledger, RoundDesk } from '@vermilion/ledger';

/** What the activities work with: the ledger, the catalogue's answers, and the engine for what one workflow asks of another. */
export interface Dependencies {
  readonly transact: Ledger['transact'];
  readonly transactTogether: Ledger['transactTogether'];
  readonly transactRound: Ledger['transactRound'];
  readonly cases: CaseDesk;
  readonly rounds: RoundDesk;
  readonly due: DueBook;
  readonly incidents: IncidentBook;
  readonly catalogue: ResponsibilityCatalogue;
  readonly engine: Engine;
}

/** What an activity asks of the engine for another workflow. */
export interface Engine {
  /** Signals the escalation that a rung is due, and starts it when it is not running. */
  startEscalation(rung: DueRung): Promise<void>;
  /** Starts the keepers that are not running. */
  ensureKeepers(): Promise<void>;
}

/** What the catalogue knows of procedures and of the bureaus behind obligations. */
export interface ResponsibilityCatalogue {
  /** @throws when the version does not exist: cases keep their version for life. */
  procedure(id: string, version: number): Procedure;
  /** Who is told at a rung of the obligation's ladder, as organisations (`bureau:miit`); empty when the source names nobody. */
  recipients(obligation: string, rung: Rung['id']): readonly string[];
}
