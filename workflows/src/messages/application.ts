import { defineQuery, defineSignal } from '@temporalio/workflow';

/** What a case's workflow is started with; everything else it reads from the ledger. */
export interface ApplicationInput {
  readonly caseId: string;
  /**
   * What it does within its own task: `true`, it looks at its case; `all`, it does the engine's work for it, too. A run that was begun
   * otherwise goes on as it began, so that its history replays.
   */
  readonly within?: true | 'all';
}

/** What a new run is begun with. */
export function applicationInput(caseId: string): ApplicationInput {
  return { caseId, within: 'all' };
}

/** Something moved in the case. `stageSeq` is the ledger's count of such events, so that a late or repeated signal is known as stale. */
export interface Moved {
  readonly stageSeq: number;
}

/** What a case's workflow says of itself when asked. */
export interface Standing {
  readonly caseId: string;
  readonly stage: string | null;
  readonly visit: number;
  /** The last move that the workflow has read from the ledger. */
  readonly stageSeq: number;
  readonly waitingFor: string;
}

/** The type under which Temporal knows the case workflow. */
export const APPLICATION = 'application';

export const moved = defineSignal<[Moved]>('moved');
/** Asks an open workflow to go on as a new run, with the code that the workers have now. */
export const renew = defineSignal('renew');
export const standing = defineQuery<Standing>('standing');

/** Workflow id and event stream of a case are the same text: `application:2018-000001`. */
export function applicationId(caseId: string): string {
  return `${APPLICATION}:${caseId}`;
}
