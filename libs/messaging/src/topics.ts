import { TOPICS } from '@vermilion/contracts';
import { clientOf, type Connection } from './connection.js';

const PARTITIONS = { [TOPICS.cases]: 8, [TOPICS.rounds]: 2, [TOPICS.notifications]: 4, [TOPICS.anchors]: 1 };

/** What is never thrown away by the broker. */
const FOR_EVER = [{ name: 'retention.ms', value: '-1' }];

/** Where messages of a topic go that a consumer can never process, and those of the same key behind them. */
export function deadLetterTopicOf(topic: string): string {
  return `${topic}.dlq`;
}

/**
 * Creates the topics that are missing, with the broker's own replication factor; existing ones stay as they are.
 * Dead letters are kept until somebody has dealt with them, anchors for ever. @returns the names of the topics created.
 */
export async function createTopics(connection: Connection): Promise<string[]> {
  const admin = clientOf(connection).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const wanted = Object.entries(PARTITIONS).flatMap(([topic, numPartitions]) => [
      { topic, numPartitions, ...(topic === TOPICS.anchors ? { configEntries: FOR_EVER } : {}) },
      { topic: deadLetterTopicOf(topic), numPartitions: 1, configEntries: FOR_EVER },
    ]);
    const missing = wanted.filter(({ topic }) => !existing.has(topic));
    if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: true });
    return missing.map(({ topic }) => topic);
  } finally {
    await admin.disconnect();
  }
}
