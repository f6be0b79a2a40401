import { defineQuery, defineSignal } from '@temporalio/workflow';

/** What a round's workflow is started with; everything else it reads from the ledger. */
export interface RoundInput {
  readonly roundId: string;
}

/** What a round's workflow says of itself when asked. */
export interface RoundStanding {
  readonly roundId: string;
  readonly phase: string | null;
  /** The last move that the workflow has read from the ledger. */
  readonly stageSeq: number;
  readonly waitingFor: string;
}

/** The type under which Temporal knows the workflow of a round. */
export const ROUND = 'round';

/** The round, or a case of it, has moved. Whatever it was, the workflow looks at the ledger. */
export const roundMoved = defineSignal('roundMoved');
export const roundStanding = defineQuery<RoundStanding>('roundStanding');

/** Workflow id and event stream of a round are the same text: `round:smart-workshop-2018`. */
export function roundWorkflowId(roundId: string): string {
  return `${ROUND}:${roundId}`;
}
