import { TOPICS, toCloudEvent } from '@vermilion/contracts';
import { wakes } from '@vermilion/domain';
import { putIntoOutbox, type Envelope } from '../outbox/put.js';
import type { Session } from '../session.js';
import { appendEvents } from './append-events.js';
import { commandIdOf } from './command-log.js';
import { instantOf } from './instant.js';
import type { Move } from './move.js';
import type { EventSecret } from './private-payload.js';
import { project } from './projection/project.js';
import type { Receipt, TransactRequest } from './request.js';
import { dateTitlesOf } from './title-dates.js';
import type { Workshop } from './workshop.js';

/** What the rules have decided upon a command, before anything of it is written. */
export interface Decision {
  readonly kind: 'decided';
  readonly request: TransactRequest;
  readonly move: Move;
  /** Hash of the last event so far. */
  readonly headHash: string;
  /** The colleague on leave for whom the actor stands in. */
  readonly onBehalfOf: string | null;
  readonly receipt: Receipt;
}

/**
 * Writes what follows from decisions, each upon another case, in the order in which one thing refers to another: what does not depend on an answer makes
 * one journey, with the commit behind it.
 */
export async function writeDecisions(
  session: Session,
  workshop: Workshop,
  decisions: readonly Decision[],
): Promise<void> {
  const moves = decisions.map(({ move }) => move);
  appendEvents(
    session,
    decisions.map(({ move, request, onBehalfOf, headHash }) => ({
      stream: move.stream,
      steps: move.steps,
      actor: request.actor,
      onBehalfOf,
      commandId: commandIdOf(request),
      at: move.at,
      recordedAt: instantOf(move.recordedAt),
      headHash,
    })),
  );
  const secrets = workshop.secrets.store(session, moves.flatMap(secretsOf));
  const projected = project(session, moves).then(async () => {
    for (const move of moves) await dateTitlesOf(session, workshop.procedures, move);
  });
  putIntoOutbox(session, moves.flatMap(envelopesOf));
  for (const { request, move } of decisions) if (request.command.type === 'open') beginDraft(session, move, request);
  await Promise.all([secrets, projected]);
}

function secretsOf({ steps, caseId }: Move): EventSecret[] {
  return steps.flatMap(({ id, event: { secret } }) => (secret ? [{ eventId: id, caseId, secret }] : []));
}

function beginDraft(session: Session, { caseId, recordedAt }: Move, { actor }: TransactRequest): void {
  session.later(`INSERT INTO draft (case_id, version, form, updated_at, updated_by) VALUES ($1, 1, '{}', $2, $3)`, [
    caseId,
    recordedAt,
    actor.kind === 'person' ? actor.person : actor.kind,
  ]);
}

/** A case that leaves its round still names it with the event by which it leaves. */
function envelopesOf({ stream, steps, at, before }: Move): Envelope[] {
  const roundOf = (index: number) => steps[index]?.state.round ?? (steps[index - 1]?.state ?? before).round;
  return steps.map(({ seq, event, state }, index) => {
    const { type, data } = event;
    const payload = toCloudEvent({ stream, seq, type, data, at }, state.stageSeq, wakes(type), roundOf(index));
    return { stream, seq, topic: TOPICS.cases, key: stream, payload };
  });
}
