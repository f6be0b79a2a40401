import { TOPICS, toCloudEvent } from '@vermilion/contracts';
import {
  decide,
  evolve,
  refuse,
  standsInFor,
  wakes,
  type Calendar,
  type Command,
  type Instant,
  type Procedure,
  type RoundState,
} from '@vermilion/domain';
import type { ProcedureBook } from '@vermilion/catalogue';
import { putIntoOutbox } from '../outbox/put.js';
import { enterLedgerScope, type Session } from '../session.js';
import { appendEvents } from './append-events.js';
import type { CalendarReader } from './calendar.js';
import { limitPassed, roundLimitPassed, type ClockFirst } from './clock-first.js';
import { claimKey, commandIdOf, recordReply } from './command-log.js';
import { loadFacts } from './facts/load.js';
import type { HoldProcedure } from './hold-procedures.js';
import { instantOf } from './instant.js';
import { lockCase, newCase, type LockedCase } from './lock-case.js';
import { stepsFrom, type Move, type Step } from './move.js';
import type { SecretBox } from './private-payload.js';
import { procedureIn } from './procedure-in.js';
import { project } from './projection/project.js';
import { seqExpected, type Receipt, type TransactOutcome, type TransactRequest } from './request.js';
import { holdRoundOf } from './rounds/round-of-case.js';
import { timeOf } from './time-of.js';
import { dateTitlesOf } from './title-dates.js';

/** What every transaction of a ledger works with. */
export interface Workshop {
  readonly procedures: ProcedureBook;
  readonly hold: HoldProcedure;
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
  const { caseId, command, expectedSeq } = request;
  const claim = await claimKey<Receipt>(session, request, { caseId, command, expectedSeq });
  if (claim.kind === 'recorded') return { kind: 'accepted', receipt: claim.receipt };
  if (claim.kind === 'key-reused') return claim;
  const round = await holdRoundOf(session, workshop.procedures, request);
  const found = caseId === null ? null : await lockCase(session, caseId);
  if (!found && caseId !== null) return { kind: 'not-found' };
  if (!found) await enterLedgerScope(session);
  const current = found?.latest;
  if (current && current.seq !== seqExpected(request, current.seq)) return { kind: 'conflict', current };
  return hear({ session, workshop, request, round }, found);
}

/** A command that may be heard, with the round that it depends on. */
interface Hearing {
  readonly session: Session;
  readonly workshop: Workshop;
  readonly request: TransactRequest;
  readonly round: RoundState | null;
}

async function hear(hearing: Hearing, found: LockedCase | null): Promise<TransactOutcome | ClockFirst> {
  const { session, workshop, request, round } = hearing;
  const [now, calendar] = await Promise.all([timeOf(session, request, found?.latest?.at), workshop.calendar(session)]);
  const locked = found ?? (await newCase(session, now.slice(0, 4)));
  const procedure = procedureFor(workshop.procedures, locked, request.command);
  if (!procedure) return { kind: 'refused', refusal: refuse('not-found') };
  await workshop.hold(session, procedure);
  if (found && request.actor.kind === 'person') {
    const passed = limitPassed(procedure, found, calendar, now) ?? frozenSince(request.command, round, calendar, now);
    if (passed) return passed;
  }
  return decideAndWrite({ ...hearing, locked, procedure, calendar, now });
}

/** Whether a case may still be sent or taken back depends on whether its round has frozen the candidates. */
function frozenSince(command: Command, round: RoundState | null, calendar: Calendar, now: Instant): ClockFirst | null {
  return (command.type === 'send-back' || command.type === 'take-back') && round
    ? roundLimitPassed(round, calendar, now)
    : null;
}

function procedureFor(book: ProcedureBook, { state, latest }: LockedCase, command: Command): Procedure | null {
  if (latest) return procedureIn(book, state);
  return command.type === 'open' ? (book.get(`${command.procedure}@${command.version}`) ?? null) : null;
}

interface Ready extends Hearing {
  readonly locked: LockedCase;
  readonly procedure: Procedure;
  readonly calendar: Calendar;
  readonly now: Instant;
}

async function decideAndWrite(ready: Ready): Promise<TransactOutcome> {
  const { session, workshop, request, round, locked, procedure, calendar, now } = ready;
  const place = { session, locked, procedure, round, now, secrets: workshop.secrets };
  const facts = await loadFacts(place, request, calendar);
  const decision = decide(procedure, locked.state, request.command, facts, request.actor, now);
  if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
  const steps = stepsFrom(locked.stream, locked.state, decision.events, evolve);
  const recordedAt = new Date();
  const onBehalfOf = standsInFor(procedure, locked.state, request.command.type, facts, request.actor, now);
  const receipt = receiptOf(locked, steps, now);
  const written = write(ready, onBehalfOf, {
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
  await Promise.all([written, recordReply(session, request, receipt)]);
  return { kind: 'accepted', receipt };
}

/** In the order in which one thing refers to another, and without waiting for each: what does not depend on an answer makes one journey. */
async function write(
  { session, workshop, request, locked }: Ready,
  onBehalfOf: string | null,
  move: Move,
): Promise<void> {
  const appended = appendEvents(session, {
    stream: move.stream,
    steps: move.steps,
    actor: request.actor,
    onBehalfOf,
    commandId: commandIdOf(request),
    at: move.at,
    recordedAt: instantOf(move.recordedAt),
    headHash: locked.headHash,
  });
  const secrets = move.steps.map(async ({ id, event }) => {
    if (event.secret) await workshop.secrets.store(session, { eventId: id, caseId: move.caseId, secret: event.secret });
  });
  const projected = project(session, move).then(() => dateTitlesOf(session, workshop.procedures, move));
  const begun = request.command.type === 'open' ? beginDraft(session, move, request) : null;
  await Promise.all([appended, ...secrets, projected, begun, publish(session, move)]);
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
