import type { Session } from '../session.js';
import { commandIdOf, givenBefore, recordCommands } from './command-log.js';
import { lockCases } from './lock-case.js';
import { bodyOf, seqExpected, type TransactOutcome, type TransactRequest } from './request.js';
import { clockHeld, countsFrom } from './time-of.js';
import { hear } from './transact.js';
import type { Workshop } from './workshop.js';
import { writeDecisions } from './write-decisions.js';

/** A command to a case that exists and that depends on no round. */
export interface CaseRequest extends TransactRequest {
  readonly caseId: string;
}

/**
 * Decides upon commands, each to another case, inside the session's transaction: each case is locked under the rights of whoever asks, and what
 * every decision reads and writes takes one statement for all of them. Nobody is waited for, and nobody is refused here: a case on which somebody works, a command that was given
 * before, one that the rules refuse or that comes too late is passed over, and nothing of it is written.
 * @returns the outcomes in the order of the requests, null where one was passed over. The caller commits.
 */
export async function transactMany(
  session: Session,
  workshop: Workshop,
  requests: readonly CaseRequest[],
): Promise<readonly (TransactOutcome | null)[]> {
  const [locked, given, clock, calendar] = await Promise.all([
    lockCases(session, requests),
    givenBefore(session, requests),
    clockHeld(session),
    workshop.calendar(session),
  ]);
  const verdicts = await Promise.all(
    requests.map(async (request) => {
      const its = locked.get(request.caseId);
      if (!its?.latest || given.has(commandIdOf(request))) return null;
      if (its.latest.seq !== seqExpected(request, its.latest.seq)) return null;
      return hear({
        session,
        workshop,
        request,
        round: null,
        locked: its,
        asked: countsFrom(clock, request),
        calendar,
      });
    }),
  );
  const decisions = verdicts.filter((verdict) => verdict?.kind === 'decided');
  if (decisions.length > 0) {
    await writeDecisions(session, workshop, decisions);
    recordCommands(
      session,
      decisions,
      decisions.map(({ request }) => bodyOf(request)),
    );
  }
  return verdicts.map((verdict) =>
    verdict?.kind === 'decided' ? { kind: 'accepted', receipt: verdict.receipt } : null,
  );
}
