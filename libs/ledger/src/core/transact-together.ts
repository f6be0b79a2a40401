import type { Actor, CommandType, Person } from '@vermilion/domain';
import type { TransactOutcome, TransactRequest } from './request.js';
import { mayDependOnRound } from './rounds/round-of-case.js';
import type { CaseRequest } from './transact-many.js';

/** A command of clock or system: it waits for nobody, and its key alone decides. */
export interface EngineRequest extends CaseRequest {
  readonly actor: Exclude<Actor, Person>;
  readonly expectedSeq: null;
}

/** Takes commands in one transaction, null where one was passed over. */
type Together<Request> = (requests: readonly Request[]) => Promise<readonly (TransactOutcome | null)[]>;

/**
 * Puts many commands, each to its case, in one transaction as far as they go together.
 * @returns what came of each, in their order; null for whoever was passed over and must be put alone, where it waits and is answered as always, so that nobody's trouble is
 * another's: the second command to the same case, too, and all when their transaction fails
 */
export async function transactTogether<Request extends CaseRequest>(
  together: Together<Request>,
  requests: readonly Request[],
): Promise<readonly (TransactOutcome | null)[]> {
  const asked = inOrder(requests.filter(goesTogether));
  const outcomes = asked.length > 0 ? await together(asked).catch(() => []) : [];
  const found = new Map<TransactRequest, TransactOutcome | null>(
    asked.map((one, index) => [one, outcomes[index] ?? null]),
  );
  return requests.map((request) => found.get(request) ?? null);
}

/** Commands of people that come in bursts, read nothing but the case and its office, and draw no number that a refusal would have to give back. */
const OF_PEOPLE: readonly CommandType[] = [
  'accept',
  'pass',
  'refuse',
  'return',
  'give-opinion',
  'accept-invitation',
  'decline-invitation',
  'submit-marks',
];

/** Whether a command may share a transaction with others. */
export function goesTogether(request: TransactRequest): request is CaseRequest {
  const { caseId, command, actor } = request;
  if (caseId === null || mayDependOnRound(command)) return false;
  return actor.kind !== 'person' || OF_PEOPLE.includes(command.type);
}

/** The first command to each case, cases by their numbers: whoever locks many locks them in this order. */
function inOrder<Request extends CaseRequest>(requests: readonly Request[]): Request[] {
  const byCase = new Map<string, Request>();
  for (const request of requests) if (!byCase.has(request.caseId)) byCase.set(request.caseId, request);
  return [...byCase.values()].sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
}
