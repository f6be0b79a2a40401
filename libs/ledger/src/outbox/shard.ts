import { shardOf } from '../core/shard.js';

/** Streams are spread over so many shards; each is published by one relay at a time. */
export const OUTBOX_SHARDS = 8;

/** @returns the shard, 0 to 7, whose relay publishes this stream; the same for ever. */
export function outboxShardOf(stream: string): number {
  return shardOf(stream, OUTBOX_SHARDS);
}
