import type { DueRung, ShardRange } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';

/** The rungs in these shards whose waiting time is over and which are not recorded yet. */
export function dueEscalations({ due }: Pick<Dependencies, 'due'>) {
  return async ({ shards }: { readonly shards: ShardRange }): Promise<readonly DueRung[]> => due.dueEscalations(shards);
}
