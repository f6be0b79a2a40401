import { NO_CASE, SYSTEM, type Actor, type CaseState, type EventType } from '@vermilion/domain';
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

/**
 * Locks the case for this transaction, if the actor may touch it; from there the ledger governs. Null when there is none, or it is none of
 * the actor's: nobody can tell. All is asked for in one go, and what was found of somebody else's case is told to nobody.
 */
export async function lockCase(session: Session, caseId: string): Promise<LockedCase | null> {
  const locking = session.first<{ state: CaseState }>('SELECT state FROM "case" WHERE id = $1 FOR UPDATE', [caseId]);
  // Whoever may act may not always read what happened before: an invited expert.
  enterLedgerScope(session);
  const stream = streamOf(caseId);
  const [row, last] = await Promise.all([locking, lastOf<EventType>(session, stream)]);
  return row && lockedAs(caseId, row.state, last);
}

/** Who asks for a case. */
interface CaseAsked {
  readonly actor: Actor;
  readonly caseId: string;
}

/**
 * Locks cases, each under the rights of whoever asks for it, but for those on which somebody works at this moment; from there the ledger governs.
 * All are asked for in one go. @returns those that could be had, by their numbers
 */
export async function lockCases(
  session: Session,
  asked: readonly CaseAsked[],
): Promise<ReadonlyMap<string, LockedCase>> {
  const locking = byWhoAsks(asked).map((theirs) => lockFor(session, theirs));
  session.become(SYSTEM);
  const heads = session.rows<LastEvent<EventType> & { stream: string }>(
    `SELECT s.stream, last.* FROM unnest($1::text[]) AS s(stream), LATERAL (
       SELECT seq, hash, type, at, coalesce(actor_organisation, actor_kind) AS by FROM event e WHERE e.stream = s.stream ORDER BY seq DESC LIMIT 1) last`,
    [asked.map(({ caseId }) => streamOf(caseId))],
  );
  const locked = (await Promise.all(locking)).flat();
  const lastOfStream = new Map((await heads).map((head) => [head.stream, head]));
  return new Map(locked.map(({ id, state }) => [id, lockedAs(id, state, lastOfStream.get(streamOf(id)) ?? null)]));
}

interface StateRow {
  readonly id: string;
  readonly state: CaseState;
}

/** What belongs to the same person, or to the engine, together: rights are changed once for each. */
function byWhoAsks(asked: readonly CaseAsked[]): CaseAsked[][] {
  const groups = new Map<string, CaseAsked[]>();
  for (const one of asked) {
    const { actor } = one;
    const who = actor.kind === 'person' ? [actor.organisation, actor.role, actor.person].join('\n') : '';
    groups.set(who, [...(groups.get(who) ?? []), one]);
  }
  return [...groups.values()];
}

function lockFor(session: Session, theirs: readonly CaseAsked[]): Promise<StateRow[]> {
  const [first] = theirs;
  if (first) session.become(first.actor);
  const ids = theirs.map(({ caseId }) => caseId);
  return session.rows<StateRow>('SELECT id, state FROM "case" WHERE id = ANY($1) ORDER BY id FOR UPDATE SKIP LOCKED', [
    ids,
  ]);
}

/** Parts of the state that are younger than the case begin as nothing. */
function lockedAs(caseId: string, state: CaseState, last: LastEvent<EventType> | null): LockedCase {
  return { caseId, ...headOf<CaseState, EventType>(streamOf(caseId), { ...NO_CASE, ...state }, last) };
}

/** The last event of a stream, as it is stored. */
export interface LastEvent<Type> {
  readonly seq: number;
  readonly hash: string;
  readonly type: Type;
  readonly at: Date;
  readonly by: string;
}

/** Reads the last event of a stream; null when it has none. */
export async function lastOf<Type>(session: Session, stream: string): Promise<LastEvent<Type> | null> {
  return session.first<LastEvent<Type>>(
    `SELECT seq, hash, type, at, coalesce(actor_organisation, actor_kind) AS by FROM event WHERE stream = $1 ORDER BY seq DESC LIMIT 1`,
    [stream],
  );
}

/** The head of a locked stream. @throws when its last event is not the one that the state speaks of. */
export function headOf<State extends { readonly seq: number }, Type>(
  stream: string,
  state: State,
  last: LastEvent<Type> | null,
): LockedStream<State, Type> {
  if (last?.seq !== state.seq) throw new Error(`the last event of ${stream} is missing: verify the ledger`);
  const latest = { seq: state.seq, by: last.by, at: instantOf(last.at), type: last.type };
  return { stream, state, latest, headHash: last.hash };
}

/** A new case of a year, numbered in the order of commitment. The number is given back when the transaction fails. */
export async function newCase(session: Session, year: string): Promise<LockedCase> {
  const number = await nextNumber(session, `case:${year}`);
  const caseId = `${year}-${String(number).padStart(6, '0')}`;
  return { caseId, stream: streamOf(caseId), state: NO_CASE, latest: null, headHash: NO_HASH };
}
