import { defineSignal } from '@temporalio/workflow';
import type { ShardRange } from '@vermilion/activities';

export interface KeeperInput {
  readonly shards: ShardRange;
}

/** The type under which Temporal knows the keeper workflow. */
export const KEEPER = 'keeper';
/** The type, id and schedule of the workflow that makes sure the keepers exist. */
export const KEEPER_WATCH = 'keeperWatch';

/** Due rows or the clock have changed: look now instead of at the next beat. */
export const wake = defineSignal('wake');

/** The four keepers together own the 64 shards; an overlap would be harmless, a gap would not. */
export const KEEPER_SHARDS: readonly ShardRange[] = [
  { from: 0, to: 15 },
  { from: 16, to: 31 },
  { from: 32, to: 47 },
  { from: 48, to: 63 },
];

/** Workflow id of the keeper of a range: `keeper:00-15`. */
export function keeperId({ from, to }: ShardRange): string {
  const two = (shard: number) => String(shard).padStart(2, '0');
  return `${KEEPER}:${two(from)}-${two(to)}`;
}
