import { ApplicationFailure, heartbeat } from '@temporalio/activity';
import { SYSTEM } from '@vermilion/domain';
import type { Dependencies } from './dependencies.js';
import { hear, isAlarming, type ActReply } from './hear.js';
import type { Straggler } from './round-view.js';

/** The cases of a batch, in the order in which they are to follow, and the version of the round that they follow. */
export interface FollowRequest {
  readonly roundId: string;
  readonly seq: number;
  readonly cases: readonly Straggler[];
}

/** What became of the batch. Cases that did not follow are named with the reason. */
export interface FollowReply {
  readonly followed: number;
  readonly left: readonly { readonly caseId: string; readonly reason: string }[];
}

/**
 * Brings the cases of a batch to where their round is, one after another in the order of the list, each in a ledger transaction of its own.
 * The key names the case, the version of the round and the visit: killed in the middle, the next attempt goes on with what is left. A case
 * that has moved on by itself refuses, which is an answer. One that cannot be reached holds the others up only for the first attempts.
 */
export function followRound({ transact, incidents }: Pick<Dependencies, 'transact' | 'incidents'>) {
  return async ({ roundId, seq, cases }: FollowRequest): Promise<FollowReply> => {
    const left: FollowReply['left'][number][] = [];
    for (const { caseId, at } of cases) {
      const key = `${caseId}:follow:${seq}:${at}`;
      const stuck = { subject: `round:${roundId}:follow:${key}`, detail: { roundId, caseId, command: 'follow-round' } };
      const order = { caseId, command: { type: 'follow-round' }, actor: SYSTEM, key, expectedSeq: null } as const;
      const reply = await hear(incidents, stuck, () => transact(order)).catch(passOverLater);
      if (reply.kind === 'refused') left.push({ caseId, reason: reply.reason });
      heartbeat(caseId);
    }
    return { followed: cases.length - left.length, left };
  };
}

/** A defect concerns one case alone; an outage is waited for at first. */
function passOverLater(failure: unknown): ActReply {
  const isDefect = failure instanceof ApplicationFailure && failure.nonRetryable === true;
  if (!isDefect && !isAlarming()) throw failure;
  return { kind: 'refused', reason: failure instanceof Error ? failure.message : String(failure) };
}
