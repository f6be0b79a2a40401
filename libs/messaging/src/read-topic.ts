import { randomUUID } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import { clientOf, type Connection } from './connection.js';
import { messageFrom, type IncomingMessage } from './message.js';

/** Reads a whole topic, as it is now, in a group of its own that is gone afterwards. Within a partition in the order of the topic. */
export async function readTopic(connection: Connection, topic: string): Promise<IncomingMessage[]> {
  const client = clientOf(connection);
  const admin = client.admin();
  await admin.connect();
  const ends = (await admin.fetchTopicOffsets(topic)).filter(({ high, low }) => high !== low);
  const open = new Map(ends.map(({ partition, high }) => [partition, BigInt(high)]));
  const groupId = `read-${topic}-${randomUUID()}`;
  const consumer = client.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 250 });
  const found: IncomingMessage[] = [];
  try {
    if (open.size === 0) return found;
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const eachMessage = async ({ partition, message }: { partition: number; message: KafkaMessage }) => {
        if (!open.has(partition)) return;
        found.push(messageFrom(topic, partition, message));
        if (BigInt(message.offset) + 1n >= (open.get(partition) ?? 0n)) open.delete(partition);
        if (open.size === 0) resolve();
      };
      consumer.run({ autoCommit: false, eachMessage }).catch(reject);
    });
    return found;
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}
