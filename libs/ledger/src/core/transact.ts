import {
  decide,
  evolve,
  refuse,
  standsInFor,
  type Calendar,
  type Command,
  type Instant,
  type Procedure,
  type RoundState,
} from '@vermilion/domain';
import type { ProcedureBook } from '@vermilion/catalogue';
import { enterLedgerScope, type Session } from '../session.js';
import { limitPassed, roundLimitPassed, type ClockFirst } from './clock-first.js';
import { claimKey, recordReply } from './command-log.js';
import { loadFacts } from './facts/load.js';
import { lockCase, newCase, type LockedCase } from './lock-case.js';
import { stepsFrom, type Step } from './move.js';
import { procedureIn } from './procedure-in.js';
import { bodyOf, seqExpected, type Receipt, type TransactOutcome, type TransactRequest } from './request.js';
import { holdRoundOf } from './rounds/round-of-case.js';
import { notBefore, timeHeld } from './time-of.js';
import type { Workshop } from './workshop.js';
import { writeDecisions, type Decision } from './write-decisions.js';

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
  const { caseId } = request;
  // One journey: none needs the other's answer, and what was asked for in vain is left where it is.
  const [claim, found] = await Promise.all([
    claimKey<Receipt>(session, request, bodyOf(request)),
    takeUp(session, workshop, request),
  ]);
  if (claim.kind === 'recorded') return { kind: 'accepted', receipt: claim.receipt };
  if (claim.kind === 'key-reused') return claim;
  if (!found.locked && caseId !== null) return { kind: 'not-found' };
  const current = found.locked?.latest;
  if (current && current.seq !== seqExpected(request, current.seq)) return { kind: 'conflict', current };
  const verdict = await hear({ session, workshop, request, ...found });
  if (verdict.kind !== 'decided') return verdict;
  await writeDecisions(session, workshop, [verdict]);
  recordReply(session, verdict);
  return { kind: 'accepted', receipt: verdict.receipt };
}

type Verdict = Decision | Exclude<TransactOutcome, { readonly kind: 'accepted' }>;

/** All that a command depends on, in the order in which it is locked: the round, the case, the clock. */
interface TakenUp {
  readonly round: RoundState | null;
  readonly locked: LockedCase | null;
  readonly asked: Instant;
  readonly calendar: Calendar;
}

async function takeUp(session: Session, workshop: Workshop, request: TransactRequest): Promise<TakenUp> {
  const round = await holdRoundOf(session, workshop.procedures, request);
  const locking = request.caseId === null ? null : lockCase(session, request.caseId);
  enterLedgerScope(session);
  const [locked, asked, calendar] = await Promise.all([
    locking,
    timeHeld(session, request),
    workshop.calendar(session),
  ]);
  return { round, locked, asked, calendar };
}

/** A command that may be heard. */
export interface Hearing extends TakenUp {
  readonly session: Session;
  readonly workshop: Workshop;
  readonly request: TransactRequest;
}

/** What the rules say to a command that may be heard. */
export async function hear(hearing: Hearing): Promise<Verdict | ClockFirst> {
  const { session, workshop, request, round, calendar } = hearing;
  const now = notBefore(hearing.locked?.latest?.at, hearing.asked);
  const locked = hearing.locked ?? (await newCase(session, now.slice(0, 4)));
  const procedure = procedureFor(workshop.procedures, locked, request.command);
  if (!procedure) return { kind: 'refused', refusal: refuse('not-found') };
  await workshop.hold(session, procedure);
  if (hearing.locked && request.actor.kind === 'person') {
    const passed = limitPassed(procedure, locked, calendar, now) ?? frozenSince(request.command, round, calendar, now);
    if (passed) return passed;
  }
  return decideOn({ ...hearing, locked, procedure, now });
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
  readonly now: Instant;
}

/** @returns what follows if the rules allow it; nothing is written yet. */
async function decideOn({
  session,
  workshop,
  request,
  round,
  locked,
  procedure,
  calendar,
  now,
}: Ready): Promise<Verdict> {
  const place = { session, locked, procedure, round, now, secrets: workshop.secrets };
  const facts = await loadFacts(place, request, calendar);
  const decision = decide(procedure, locked.state, request.command, facts, request.actor, now);
  if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
  const { caseId, stream, state: before, headHash } = locked;
  const steps = stepsFrom(stream, before, decision.events, evolve);
  const after = steps.at(-1)?.state ?? before;
  return {
    kind: 'decided',
    request,
    headHash,
    onBehalfOf: standsInFor(procedure, before, request.command.type, facts, request.actor, now),
    receipt: receiptOf(locked, steps, now),
    move: { caseId, stream, procedure, calendar, before, after, steps, at: now, recordedAt: new Date() },
  };
}

function receiptOf({ caseId, state }: LockedCase, steps: readonly Step[], at: Instant): Receipt {
  const last = steps.at(-1)?.state ?? state;
  const events = steps.map(({ id, event }) => ({ id, type: event.type }));
  return { caseId, seq: last.seq, stageSeq: last.stageSeq, events, at, replayed: false };
}
