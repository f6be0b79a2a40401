import { randomUUID } from 'node:crypto';
import { clientOf, type Connection } from './connection.js';
import { messageFrom, type IncomingMessage } from './message.js';
import type { SetAside } from './parking.js';
import type { Producer } from './producer.js';
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
  await readToEnd(connection, deadLetterTopicOf(query.topic), (letter) => {
    const original: IncomingMessage = {
      ...letter,
      topic: query.topic,
      partition: Number(letter.headers[HEADER.partition]),
      offset: letter.headers[HEADER.offset] ?? '-1',
    };
    if (letter.headers[HEADER.group] !== query.group) return;
    if (query.key !== undefined && letter.key !== query.key) return;
    if (BigInt(original.offset) < BigInt(query.fromOffset ?? '0')) return;
    const place = `${original.partition}/${original.offset}`;
    if (!found.has(place)) found.set(place, original);
  });
  return [...found.values()].sort((a, b) => a.partition - b.partition || Number(BigInt(a.offset) - BigInt(b.offset)));
}

/** Reads a whole topic, as it is now, in a group of its own that is gone afterwards. */
async function readToEnd(
  connection: Connection,
  topic: string,
  take: (message: IncomingMessage) => void,
): Promise<void> {
  const client = clientOf(connection);
  const admin = client.admin();
  await admin.connect();
  const ends = (await admin.fetchTopicOffsets(topic)).filter(({ high, low }) => high !== low);
  const open = new Map(ends.map(({ partition, high }) => [partition, BigInt(high)]));
  const groupId = `read-${topic}-${randomUUID()}`;
  const consumer = client.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 250 });
  try {
    if (open.size === 0) return;
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const eachMessage = async ({
        partition,
        message,
      }: {
        partition: number;
        message: Parameters<typeof messageFrom>[2];
      }) => {
        take(messageFrom(topic, partition, message));
        if (BigInt(message.offset) + 1n >= (open.get(partition) ?? 0n)) open.delete(partition);
        if (open.size === 0) resolve();
      };
      consumer.run({ autoCommit: false, eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}
