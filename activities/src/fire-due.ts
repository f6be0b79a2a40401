import { heartbeat } from '@temporalio/activity';
import type { Outlook, ShardRange } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';

/**
 * Fires what is due in the shards, at most `limit` rows, each as a command of the actor `clock` keyed by its row, and says what comes next.
 * Killed in the middle, the next attempt goes on with what is left.
 */
export function fireDue({ due }: Pick<Dependencies, 'due'>) {
  return async (herd: { readonly shards: ShardRange; readonly limit: number }): Promise<Outlook> =>
    due.fireDue(herd, (fired) => heartbeat(fired));
}
