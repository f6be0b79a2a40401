import { NO_CASE, type CaseState, type EventType } from '@vermilion/domain';
import { enterLedgerScope, type Session } from '../session.js';
import { nextNumber } from './facts/numbers.js';
import { instantOf } from './instant.js';
import type { Latest } from './request.js';

/** The head of a stream, under lock: what the next event follows. */
export interface LockedStream<State, Type> {
  readonly stream: string;
  readonly state: State;
  /** Null for a stream that only begins. */
  readonly latest: Latest<Type> | null;
  readonly headHash: string;
}

/** The head of a case's stream. */
export interface LockedCase extends LockedStream<CaseState, EventType> {
  readonly caseId: string;
}

/** What the first event of a stream follows. */
export const NO_HASH = '0'.repeat(64);

/** The stream, and the workflow id, of a case. */
export function streamOf(caseId: string): string {
  return `application:${caseId}`;
}

/** Locks the case for this transaction, if the actor may touch it; from there the ledger governs. Null when there is none, or it is none of the actor's: nobody can tell. */
export async function lockCase(session: Session, caseId: string): Promise<LockedCase | null> {
  const row = await session.first<{ stream: string; state: CaseState }>(
    'SELECT stream, state FROM "case" WHERE id = $1 FOR UPDATE',
    [caseId],
  );
  if (!row) return null;
  // Whoever may act may not always read what happened before: an invited expert.
  const scope = enterLedgerScope(session);
  // Parts of the state that are younger than the case begin as nothing.
  const head = headOf<CaseState, EventType>(session, row.stream, { ...NO_CASE, ...row.state });
  await Promise.all([scope, head]);
  return { caseId, ...(await head) };
}

/** Reads the last event of a locked stream. @throws when it is missing. */
export async function headOf<State extends { readonly seq: number }, Type>(
  session: Session,
  stream: string,
  state: State,
): Promise<LockedStream<State, Type>> {
  const head = await session.first<{ hash: string; type: Type; at: Date; by: string }>(
    'SELECT hash, type, at, coalesce(actor_organisation, actor_kind) AS by FROM event WHERE stream = $1 AND seq = $2',
    [stream, state.seq],
  );
  if (!head) throw new Error(`the last event of ${stream} is missing: verify the ledger`);
  const latest = { seq: state.seq, by: head.by, at: instantOf(head.at), type: head.type };
  return { stream, state, latest, headHash: head.hash };
}

/** A new case of a year, numbered in the order of commitment. The number is given back when the transaction fails. */
export async function newCase(session: Session, year: string): Promise<LockedCase> {
  const number = await nextNumber(session, `case:${year}`);
  const caseId = `${year}-${String(number).padStart(6, '0')}`;
  return { caseId, stream: streamOf(caseId), state: NO_CASE, latest: null, headHash: NO_HASH };
}
