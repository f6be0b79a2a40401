import { NO_CASE, type CaseState, type EventType } from '@vermilion/domain';
import type { Session } from '../session.js';
import { nextNumber } from './facts/numbers.js';
import { instantOf } from './instant.js';
import type { Latest } from './request.js';

/** The head of a stream, under lock: what the next event follows. */
export interface LockedCase {
  readonly caseId: string;
  readonly stream: string;
  readonly state: CaseState;
  /** Null for a case that is only being opened. */
  readonly latest: Latest | null;
  readonly headHash: string;
}

/** What the first event of a stream follows. */
export const NO_HASH = '0'.repeat(64);

/** The stream, and the workflow id, of a case. */
export function streamOf(caseId: string): string {
  return `application:${caseId}`;
}

/** Locks the case for this transaction, if the actor may touch it. Null when there is none, or it is none of the actor's: nobody can tell. */
export async function lockCase(session: Session, caseId: string): Promise<LockedCase | null> {
  const row = await session.first<{ stream: string; state: CaseState }>(
    'SELECT stream, state FROM "case" WHERE id = $1 FOR UPDATE',
    [caseId],
  );
  if (!row) return null;
  const head = await session.first<{ hash: string; type: EventType; at: Date; by: string }>(
    'SELECT hash, type, at, coalesce(actor_organisation, actor_kind) AS by FROM event WHERE stream = $1 AND seq = $2',
    [row.stream, row.state.seq],
  );
  if (!head) throw new Error(`the last event of ${row.stream} is missing: verify the ledger`);
  return {
    caseId,
    stream: row.stream,
    // Parts of the state that are younger than the case begin as nothing.
    state: { ...NO_CASE, ...row.state },
    latest: { seq: row.state.seq, by: head.by, at: instantOf(head.at), type: head.type },
    headHash: head.hash,
  };
}

/** A new case of a year, numbered in the order of commitment. The number is given back when the transaction fails. */
export async function newCase(session: Session, year: string): Promise<LockedCase> {
  const number = await nextNumber(session, `case:${year}`);
  const caseId = `${year}-${String(number).padStart(6, '0')}`;
  return { caseId, stream: streamOf(caseId), state: NO_CASE, latest: null, headHash: NO_HASH };
}
