import type { Dependencies } from './dependencies.js';

/** Work of a round that was asked for and is still owed: of the round itself, or of the cases that should have followed it. */
export interface StuckRound {
  readonly roundId: string;
  readonly work: string;
  readonly stuck: readonly { readonly key: string; readonly reason: string }[];
}

/** Opens the incidents of work that was refused and is still owed, so that nothing is stuck unseen. One open incident per effect. */
export function reportRoundStuck({ incidents }: Pick<Dependencies, 'incidents'>) {
  return async ({ roundId, work, stuck }: StuckRound): Promise<void> => {
    for (const { key, reason } of stuck)
      await incidents.open({ kind: 'system-work', subject: key, detail: { roundId, command: work, reason } });
  };
}
