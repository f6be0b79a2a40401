import type { Producer as KafkaProducer, TopicMessages } from 'kafkajs';
import { clientOf, type Connection } from './connection.js';

/** One record to publish. Records of one key arrive in the order in which they were given. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers?: { readonly [name: string]: string };
}

/** Publishes records; a returned promise means that all in-sync brokers have them. */
export interface Producer {
  publish(messages: readonly OutgoingMessage[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens an idempotent producer with one request in flight per broker: what it retries arrives once and in order. It waits for a
 * broker that is away. After an error that is thrown nevertheless, close it and open another: its sequence numbers are spent.
 */
export async function openProducer(connection: Connection): Promise<Producer> {
  const producer = clientOf(connection).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: { retries: 1_000, initialRetryTime: 100, maxRetryTime: 3_000 },
  });
  await producer.connect();
  return {
    publish: (messages) => publishAll(producer, messages),
    close: () => producer.disconnect(),
  };
}

async function publishAll(producer: KafkaProducer, messages: readonly OutgoingMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const topics = new Map<string, TopicMessages>();
  for (const { topic, key, value, headers } of messages) {
    const entry = topics.get(topic) ?? { topic, messages: [] };
    entry.messages.push({ key, value, headers: { ...headers } });
    topics.set(topic, entry);
  }
  await producer.sendBatch({ acks: -1, topicMessages: [...topics.values()] });
}
