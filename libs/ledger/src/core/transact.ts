import { TOPICS, toCloudEvent } from '@vermilion/contracts';
import {
  compareInstants,
  decide,
  evolve,
  laterOf,
  refuse,
  wakes,
  type Calendar,
  type Command,
  type DecidedEvent,
  type Instant,
  type Procedure,
} from '@vermilion/domain';
import type { ProcedureBook } from '@vermilion/catalogue';
import { putIntoOutbox } from '../outbox/put.js';
import { enterLedgerScope, type Session } from '../session.js';
import { appendEvents } from './append-events.js';
import { holdClock, readClock } from './business-clock.js';
import type { CalendarReader } from './calendar.js';
import { limitPassed, type ClockFirst } from './clock-first.js';
import { claimKey, commandIdOf, recordReply } from './command-log.js';
import { loadFacts } from './facts/load.js';
import { instantOf } from './instant.js';
import { lockCase, newCase, type LockedCase } from './lock-case.js';
import type { Move, Step } from './move.js';
import type { SecretBox } from './private-payload.js';
import { project } from './projection/project.js';
import type { Receipt, TransactOutcome, TransactRequest } from './request.js';

/** What every transaction of a ledger works with. */
export interface Workshop {
  readonly procedures: ProcedureBook;
  readonly calendar: CalendarReader;
  readonly secrets: SecretBox;
}

/**
 * Decides upon a command inside the session's transaction, and writes all that follows from it. The caller commits if it was accepted,
 * and rolls back otherwise: a refusal leaves no trace, not even its key. A person's command that was received after a limit had decided
 * the case is not heard before that decision is recorded: `clock-first`.
 */
export async function transactIn(
  session: Session,
  workshop: Workshop,
  request: TransactRequest,
): Promise<TransactOutcome | ClockFirst> {
  const claim = await claimKey(session, request);
  if (claim.kind === 'recorded') return { kind: 'accepted', receipt: claim.receipt };
  if (claim.kind === 'key-reused') return claim;
  const found = request.caseId === null ? null : await lockCase(session, request.caseId);
  if (!found && request.caseId !== null) return { kind: 'not-found' };
  await enterLedgerScope(session);
  const current = found?.latest;
  if (current && current.seq !== seqExpected(request, current.seq)) return { kind: 'conflict', current };
  return hear(session, workshop, request, found);
}

async function hear(
  session: Session,
  workshop: Workshop,
  request: TransactRequest,
  found: LockedCase | null,
): Promise<TransactOutcome | ClockFirst> {
  const now = await timeOf(session, request, found);
  const locked = found ?? (await newCase(session, now.slice(0, 4)));
  const procedure = procedureFor(workshop.procedures, locked, request.command);
  if (!procedure) return { kind: 'refused', refusal: refuse('not-found') };
  const calendar = await workshop.calendar(session);
  const passed = found && request.actor.kind === 'person' ? limitPassed(procedure, found, calendar, now) : null;
  return passed ?? decideAndWrite({ session, workshop, request, locked, procedure, calendar, now });
}

/** The engine asks `decide` alone; a person decides upon what the person has seen. */
function seqExpected({ actor, expectedSeq }: TransactRequest, present: number): number {
  if (expectedSeq !== null) return expectedSeq;
  if (actor.kind === 'person') throw new TypeError('a person must say which version of the case was seen');
  return present;
}

/**
 * Business time, read after the case is locked. A person's command counts from its receipt, if a real clock has gone on since; and time
 * never goes back within a case.
 */
async function timeOf(session: Session, request: TransactRequest, locked: LockedCase | null): Promise<Instant> {
  await holdClock(session);
  const { mode, now } = await readClock(session);
  const { receivedAt, actor } = request;
  const early =
    mode === 'real' && actor.kind === 'person' && receivedAt !== undefined && compareInstants(receivedAt, now) < 0;
  const asked = early ? receivedAt : now;
  return locked?.latest ? laterOf(locked.latest.at, asked) : asked;
}

function procedureFor(book: ProcedureBook, { state, latest }: LockedCase, command: Command): Procedure | null {
  if (latest) {
    const procedure = book.get(`${state.procedure}@${state.version}`);
    if (!procedure) throw new Error(`the catalogue has lost procedure ${state.procedure}@${state.version}`);
    return procedure;
  }
  return command.type === 'open' ? (book.get(`${command.procedure}@${command.version}`) ?? null) : null;
}

interface Hearing {
  readonly session: Session;
  readonly workshop: Workshop;
  readonly request: TransactRequest;
  readonly locked: LockedCase;
  readonly procedure: Procedure;
  readonly calendar: Calendar;
  readonly now: Instant;
}

async function decideAndWrite(hearing: Hearing): Promise<TransactOutcome> {
  const { session, workshop, request, locked, procedure, calendar, now } = hearing;
  const facts = await loadFacts({ session, locked, procedure, now, secrets: workshop.secrets }, request, calendar);
  const decision = decide(procedure, locked.state, request.command, facts, request.actor, now);
  if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
  const steps = stepsFrom(locked, decision.events);
  const recordedAt = new Date();
  await write(hearing, {
    caseId: locked.caseId,
    stream: locked.stream,
    procedure,
    calendar,
    before: locked.state,
    after: steps.at(-1)?.state ?? locked.state,
    steps,
    at: now,
    recordedAt,
  });
  const receipt = receiptOf(locked, steps, now);
  await recordReply(session, request, receipt);
  return { kind: 'accepted', receipt };
}

function stepsFrom({ state, stream }: LockedCase, events: readonly DecidedEvent[]): Step[] {
  const steps: Step[] = [];
  for (const event of events) {
    const next = evolve(steps.at(-1)?.state ?? state, event);
    steps.push({ seq: next.seq, id: `${stream}/${next.seq}`, event, state: next });
  }
  return steps;
}

async function write({ session, workshop, request, locked }: Hearing, move: Move): Promise<void> {
  await appendEvents(session, {
    stream: move.stream,
    steps: move.steps,
    actor: request.actor,
    commandId: commandIdOf(request),
    at: move.at,
    recordedAt: instantOf(move.recordedAt),
    headHash: locked.headHash,
  });
  for (const { id, event } of move.steps) {
    if (event.secret) await workshop.secrets.store(session, { eventId: id, caseId: move.caseId, secret: event.secret });
  }
  await project(session, move);
  if (request.command.type === 'open') await beginDraft(session, move, request);
  await publish(session, move);
}

async function beginDraft(session: Session, { caseId, recordedAt }: Move, { actor }: TransactRequest): Promise<void> {
  await session.execute(
    `INSERT INTO draft (case_id, version, form, updated_at, updated_by) VALUES ($1, 1, '{}', $2, $3)`,
    [caseId, recordedAt, actor.kind === 'person' ? actor.person : actor.kind],
  );
}

/** A case that leaves its round still names it with the event by which it leaves. */
async function publish(session: Session, { stream, steps, at, before }: Move): Promise<void> {
  const roundOf = (index: number) => steps[index]?.state.round ?? (steps[index - 1]?.state ?? before).round;
  await putIntoOutbox(
    session,
    steps.map(({ seq, event, state }, index) => {
      const { type, data } = event;
      const payload = toCloudEvent({ stream, seq, type, data, at }, state.stageSeq, wakes(type), roundOf(index));
      return { stream, seq, topic: TOPICS.cases, key: stream, payload };
    }),
  );
}

function receiptOf({ caseId, state }: LockedCase, steps: readonly Step[], at: Instant): Receipt {
  const last = steps.at(-1)?.state ?? state;
  const events = steps.map(({ id, event }) => ({ id, type: event.type }));
  return { caseId, seq: last.seq, stageSeq: last.stageSeq, events, at, replayed: false };
}
