import { NO_ROUND, type RoundEventType, type RoundState } from '@vermilion/domain';
import type { Session } from '../../session.js';
import { headOf, lastOf, NO_HASH, type LockedStream } from '../lock-case.js';

/** The head of a round's stream. */
export interface LockedRound extends LockedStream<RoundState, RoundEventType> {
  readonly roundId: string;
}

/** The stream, and the workflow id, of a round. */
export function roundStreamOf(roundId: string): string {
  return `round:${roundId}`;
}

/** Locks the round for a decision about it, if the actor may touch it. Null when there is none, or it is none of the actor's. */
export async function lockRound(session: Session, roundId: string): Promise<LockedRound | null> {
  const locking = session.first<{ state: RoundState }>('SELECT state FROM round WHERE id = $1 FOR UPDATE', [roundId]);
  const stream = roundStreamOf(roundId);
  const [row, last] = await Promise.all([locking, lastOf<RoundEventType>(session, stream)]);
  return row && { roundId, ...headOf<RoundState, RoundEventType>(stream, stateIn(row), last) };
}

/** Waits for whoever calls a round of this name at this moment: there is no row yet that could be locked. */
export async function waitForCall(session: Session, roundId: string): Promise<void> {
  await session.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [roundStreamOf(roundId)]);
}

/** A round that does not exist yet. */
export function newRound(roundId: string): LockedRound {
  return { roundId, stream: roundStreamOf(roundId), state: NO_ROUND, latest: null, headHash: NO_HASH };
}

/** Keeps the round as it is until this transaction ends; many may hold it so at once. Needs the rights of the ledger. */
export async function holdRound(session: Session, roundId: string): Promise<RoundState | null> {
  const row = await session.first<{ state: RoundState }>('SELECT state FROM round WHERE id = $1 FOR SHARE', [roundId]);
  return row && stateIn(row);
}

/** Parts of the state that are younger than the round begin as nothing. */
function stateIn({ state }: { readonly state: RoundState }): RoundState {
  return { ...NO_ROUND, ...state };
}
