import { startConsumer, type Connection, type IncomingMessage, type Parking } from '@vermilion/messaging';

const silent = () => undefined;

/** A connection for tests: says nothing. */
export function quietKafka(brokers: string): Connection {
  return {
    brokers: brokers.split(','),
    clientId: 'test',
    log: { debug: silent, info: silent, warn: silent, error: silent },
  };
}

/** Parks nothing. */
export const noParking: Parking = {
  parkedAmong: async () => new Set(),
  park: async () => undefined,
  releaseRequested: async () => [],
  released: async () => undefined,
  releaseFailed: async () => undefined,
};

/** A topic as it fills up, from its beginning. */
export interface TopicReader {
  readonly messages: readonly IncomingMessage[];
  /** The `seq` of each first appearance, in order of arrival, per subject. */
  firstSeqs(): ReadonlyMap<string, readonly number[]>;
  stop(): Promise<void>;
}

/** Reads a topic from its beginning in a group of its own. */
export async function readTopic(brokers: string, topic: string): Promise<TopicReader> {
  const messages: IncomingMessage[] = [];
  const fatal: string[] = [];
  const consumer = await startConsumer({
    connection: quietKafka(brokers),
    group: `test-${topic}-${Date.now()}`,
    topics: [topic],
    handle: async (some) => void messages.push(...some),
    parking: noParking,
    onFatal: (reason) => fatal.push(reason),
  });
  return {
    messages,
    firstSeqs: () => firstSeqs(messages),
    stop: async () => {
      await consumer.stop();
      if (fatal.length > 0) throw new Error(fatal.join('; '));
    },
  };
}

function firstSeqs(messages: readonly IncomingMessage[]): ReadonlyMap<string, readonly number[]> {
  const seen = new Map<string, number[]>();
  for (const { value } of messages) {
    const { subject, seq } = JSON.parse(value) as { subject: string; seq: number };
    const seqs = seen.get(subject) ?? [];
    if (!seqs.includes(seq)) seqs.push(seq);
    seen.set(subject, seqs);
  }
  return seen;
}
