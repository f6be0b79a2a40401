import { createHash } from 'node:crypto';

/** Due rows are spread over so many shards; keepers own ranges of them. */
export const DUE_SHARDS = 64;

/** The shard of a stream or an escalation among `shards`: the same for ever, wherever it is computed. */
export function shardOf(owner: string, shards: number): number {
  return createHash('sha256').update(owner).digest().readUInt8(0) % shards;
}
