import type { Connection } from './connection.js';
import type { IncomingMessage } from './message.js';
import type { SetAside } from './parking.js';
import type { Producer } from './producer.js';
import { readTopic } from './read-topic.js';
import { deadLetterTopicOf } from './topics.js';

/** What a dead letter's headers say; the value and the key are the original's. */
const HEADER = {
  group: 'dlq-consumer',
  reason: 'dlq-reason',
  topic: 'dlq-topic',
  partition: 'dlq-partition',
  offset: 'dlq-offset',
  at: 'dlq-at',
} as const;

/** Publishes dead letters of one consumer group. */
export function deadLetters(group: string, producer: Producer): SetAside {
  return async (message, reason) => {
    const headers = {
      ...message.headers,
      [HEADER.group]: group,
      [HEADER.reason]: reason,
      [HEADER.topic]: message.topic,
      [HEADER.partition]: String(message.partition),
      [HEADER.offset]: message.offset,
      [HEADER.at]: new Date().toISOString(),
    };
    await producer.publish([
      { topic: deadLetterTopicOf(message.topic), key: message.key, value: message.value, headers },
    ]);
  };
}

/** Which dead letters to read: those of one consumer group and, if given, of one key from an offset of the original topic on. */
export interface DeadLetterQuery {
  readonly group: string;
  readonly topic: string;
  readonly key?: string;
  readonly fromOffset?: string;
}

/**
 * Reads dead letters as the messages that they were, in their order, each once (a crash may have set one aside twice), with the
 * reason in the header `dlq-reason`.
 */
export async function readDeadLetters(connection: Connection, query: DeadLetterQuery): Promise<IncomingMessage[]> {
  const found = new Map<string, IncomingMessage>();
  for (const letter of await readTopic(connection, deadLetterTopicOf(query.topic))) {
    const original: IncomingMessage = {
      ...letter,
      topic: query.topic,
      partition: Number(letter.headers[HEADER.partition]),
      offset: letter.headers[HEADER.offset] ?? '-1',
    };
    if (letter.headers[HEADER.group] !== query.group) continue;
    if (query.key !== undefined && letter.key !== query.key) continue;
    if (BigInt(original.offset) < BigInt(query.fromOffset ?? '0')) continue;
    const place = `${original.partition}/${original.offset}`;
    if (!found.has(place)) found.set(place, original);
  }
  return [...found.values()].sort((a, b) => a.partition - b.partition || Number(BigInt(a.offset) - BigInt(b.offset)));
}
