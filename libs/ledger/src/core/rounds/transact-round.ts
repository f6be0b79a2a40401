import { TOPICS, toCloudEvent } from '@vermilion/contracts';
import {
  decideRound,
  evolveRound,
  refuse,
  standsInForRound,
  type DecidedRoundEvent,
  type Instant,
  type RoundState,
} from '@vermilion/domain';
import { putIntoOutbox } from '../../outbox/put.js';
import { enterLedgerScope, type Session } from '../../session.js';
import { appendEvents } from '../append-events.js';
import { roundLimitPassed, type ClockFirst } from '../clock-first.js';
import { claimKey, commandIdOf, recordReply } from '../command-log.js';
import { instantOf } from '../instant.js';
import { stepsFrom, type Step } from '../move.js';
import { procedureIn } from '../procedure-in.js';
import { seqExpected, type RoundOutcome, type RoundReceipt, type RoundRequest } from '../request.js';
import { notBefore, timeHeld } from '../time-of.js';
import type { Workshop } from '../workshop.js';
import { lockRound, newRound, waitForCall, type LockedRound } from './lock-round.js';
import { projectRound, type RoundMove } from './project-round.js';
import { loadRoundFacts, type RoundPlace } from './round-facts.js';

/**
 * Decides upon a command to a round as {@link transactIn} does upon one to a case: the caller commits if it was accepted. What people do in
 * a round depends on where the clock has brought it, so the clock always goes first.
 */
export async function transactRoundIn(
  session: Session,
  workshop: Workshop,
  request: RoundRequest,
): Promise<RoundOutcome | ClockFirst> {
  const { roundId, command, expectedSeq } = request;
  const claim = await claimKey<RoundReceipt>(session, request, { roundId, command, expectedSeq });
  if (claim.kind === 'recorded') return { kind: 'accepted', receipt: claim.receipt };
  if (claim.kind === 'key-reused') return claim;
  const calls = command.type === 'call';
  if (calls) await waitForCall(session, roundId);
  const found = await lockRound(session, roundId);
  if (!found && !calls) return { kind: 'not-found' };
  enterLedgerScope(session);
  return hear(session, workshop, request, found ?? newRound(roundId));
}

async function hear(
  session: Session,
  workshop: Workshop,
  request: RoundRequest,
  locked: LockedRound,
): Promise<RoundOutcome | ClockFirst> {
  const now = notBefore(locked.latest?.at, await timeHeld(session, request));
  const procedure = procedureFor(workshop, request, locked);
  if (!procedure?.round) return { kind: 'refused', refusal: refuse('not-found') };
  await workshop.hold(session, procedure);
  const calendar = await workshop.calendar(session);
  const passed = request.actor.kind === 'person' ? roundLimitPassed(locked.state, calendar, now) : null;
  if (passed) return passed;
  const current = overtakenBy(request, locked);
  if (current) return { kind: 'conflict', current };
  const place = { session, procedures: workshop.procedures, procedure, round: locked.state, calendar, now };
  return decideAndWrite(workshop, request, locked, place);
}

/** What the person has not seen; nobody has seen a round that is only being called. */
function overtakenBy(request: RoundRequest, { latest }: LockedRound): LockedRound['latest'] {
  if (request.command.type === 'call' || !latest) return null;
  return latest.seq === seqExpected(request, latest.seq) ? null : latest;
}

async function decideAndWrite(
  workshop: Workshop,
  request: RoundRequest,
  locked: LockedRound,
  place: RoundPlace,
): Promise<RoundOutcome> {
  const { session, procedure, round, calendar, now } = place;
  const facts = await loadRoundFacts(place, request);
  const decision = decideRound(procedure, round, request.command, facts, request.actor, now);
  if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
  const steps = stepsFrom(locked.stream, round, decision.events, evolveRound);
  const [after, recordedAt] = [steps.at(-1)?.state ?? round, new Date()];
  const move = { stream: locked.stream, procedure, calendar, after, steps, at: now, recordedAt };
  const onBehalfOf = standsInForRound(procedure, request.command.type, facts, request.actor);
  await write({ session, workshop, request, locked, onBehalfOf }, move);
  const receipt = receiptOf(locked, move);
  recordReply(session, { request, receipt });
  return { kind: 'accepted', receipt };
}

/** @throws when a call names the round otherwise than its request does: a programming error. */
function procedureFor({ procedures }: Workshop, { roundId, command }: RoundRequest, { state, latest }: LockedRound) {
  if (command.type === 'call' && command.id !== roundId) throw new TypeError(`the call of ${roundId} names another`);
  if (latest) return procedureIn(procedures, state);
  return command.type === 'call' ? (procedures.get(`${command.procedure}@${command.version}`) ?? null) : null;
}

/** What is written, by whom, and in whose place. */
interface Writing {
  readonly session: Session;
  readonly workshop: Workshop;
  readonly request: RoundRequest;
  readonly locked: LockedRound;
  readonly onBehalfOf: string | null;
}

async function write({ session, workshop, request, locked, onBehalfOf }: Writing, move: RoundMove): Promise<void> {
  const { stream, steps, at } = move;
  const recordedAt = instantOf(move.recordedAt);
  const { actor } = request;
  const { headHash } = locked;
  appendEvents(session, [
    { stream, steps, actor, onBehalfOf, commandId: commandIdOf(request), at, recordedAt, headHash },
  ]);
  const secrets = steps.flatMap(({ id, event: { secret } }) => (secret ? [{ eventId: id, caseId: null, secret }] : []));
  await workshop.secrets.store(session, secrets);
  projectRound(session, move);
  putIntoOutbox(session, steps.map(envelopeOf.bind(null, stream, at)));
}

function envelopeOf(stream: string, at: Instant, { seq, event, state }: Step<DecidedRoundEvent, RoundState>) {
  const payload = toCloudEvent({ stream, seq, type: event.type, data: event.data, at }, state.stageSeq, true);
  return { stream, seq, topic: TOPICS.rounds, key: stream, payload };
}

function receiptOf({ roundId }: LockedRound, { after, steps, at }: RoundMove): RoundReceipt {
  const events = steps.map(({ id, event }) => ({ id, type: event.type }));
  return { roundId, seq: after.seq, stageSeq: after.stageSeq, events, at, replayed: false };
}
