import { workflowInfo } from '@temporalio/workflow';

/** History events after which a run hands over to a new one: far below the 5,000 at which replays become slow. */
const LONG_RUN = 2_000;

/** How long stuck system work waits for a move before it is tried again. */
export const TRY_AGAIN = '10 minutes';

/** Whether this run has become so long that a new one should go on. */
export function isLongRun(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > LONG_RUN;
}

/** A defect on our side (never retried by Temporal): nothing is failed for it, it becomes an incident. */
export function rejection(failure: unknown): { kind: 'rejected'; reason: string } {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
  return { kind: 'rejected', reason: cause instanceof Error ? cause.message : String(cause) };
}
