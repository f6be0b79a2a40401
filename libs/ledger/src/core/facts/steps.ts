import {
  NO_FACTS,
  NO_ROUND,
  type Calendar,
  type CaseState,
  type Facts,
  type Instant,
  type Person,
  type Procedure,
  type RoundState,
} from '@vermilion/domain';
import { inLedgerScope, type Session } from '../../session.js';
import { checkOf } from './check.js';
import { officeOf } from './office.js';
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
  const beside = await inLedgerScope(session, () => besideTheCase(session, found));
  return { ...NO_FACTS, calendar, salt: '', caseId, token, ...beside };
}

async function besideTheCase(session: Session, { state, procedure, now }: ReadCase): Promise<Partial<Facts>> {
  const round = state.round === null ? null : await roundAsRead(session, state.round);
  const check = state.phase === 'running' ? await checkOf(session, { procedure, state }, now) : null;
  const office = await officeOf(session, procedure, state, now);
  return { round, roundId: round?.id ?? null, check, office };
}

async function roundAsRead(session: Session, id: string): Promise<RoundState | null> {
  const row = await session.first<{ state: RoundState }>('SELECT state FROM round WHERE id = $1', [id]);
  return row && { ...NO_ROUND, ...row.state };
}
