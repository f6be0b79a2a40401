import type { Dependencies } from './dependencies.js';
import { viewRound, type RoundView } from './round-view.js';

/** Reads the round and its cases as they are now, and notes in the ledger up to which move the workflow has read. Null when there is none. */
export function lookAtRound({ rounds, catalogue }: Pick<Dependencies, 'rounds' | 'catalogue'>) {
  return async ({ roundId }: { readonly roundId: string }): Promise<RoundView | null> => {
    const standing = await rounds.read(roundId);
    if (!standing) return null;
    const { procedure, version } = standing.round;
    return viewRound(roundId, catalogue.procedure(procedure, version), standing);
  };
}
