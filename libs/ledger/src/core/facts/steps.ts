import {
  NO_FACTS,
  NO_ROUND,
  type Calendar,
  type CaseState,
  type Facts,
  type Instant,
  type Person,
  type Procedure,
  type RoundOfficeFact,
  type RoundState,
} from '@vermilion/domain';
import { inLedgerScope, type Session } from '../../session.js';
import { checkOf } from './check.js';
import { officeOf, roundOfficeOf } from './office.js';
import { tokenOf } from './panel.js';

/** A case that its reader may see. */
export interface ReadCase {
  readonly caseId: string;
  readonly state: CaseState;
  readonly procedure: Procedure;
  readonly calendar: Calendar;
  readonly now: Instant;
}

/**
 * Only what decides which steps of a case are open to somebody, read without a lock; the rest, the ledger loads under lock when a command
 * comes. Rounds and registers are read for the rules alone, also where the reader may not see them.
 */
export async function stepFacts(session: Session, found: ReadCase, person: Person): Promise<Facts> {
  const { caseId, state, calendar } = found;
  const token = await tokenOf(session, caseId, state, person);
  const beside = await inLedgerScope(session, () => besideTheCase(session, found, person));
  return { ...NO_FACTS, calendar, salt: '', caseId, token, ...beside };
}

/** The same for a round: the office for which somebody reads it. */
export async function roundStepOffice(session: Session, person: Person, now: Instant): Promise<RoundOfficeFact | null> {
  return inLedgerScope(session, () => roundOfficeOf(session, person, now));
}

async function besideTheCase(session: Session, found: ReadCase, person: Person): Promise<Partial<Facts>> {
  const { state, procedure, now } = found;
  const round = state.round === null ? null : await roundAsRead(session, state.round);
  const check = state.phase === 'running' ? await checkOf(session, { procedure, state }, now) : null;
  const office = await officeOf(session, found, person, now);
  return { round, roundId: round?.id ?? null, check, office };
}

async function roundAsRead(session: Session, id: string): Promise<RoundState | null> {
  const row = await session.first<{ state: RoundState }>('SELECT state FROM round WHERE id = $1', [id]);
  return row && { ...NO_ROUND, ...row.state };
}
