import type { Consumer as KafkaConsumer } from 'kafkajs';
import { clientOf } from './connection.js';
import type { ConsumerOptions } from './consumer-options.js';
import { deadLetters } from './dead-letters.js';
import { Gathering } from './gathering.js';
import { KeyWork } from './key-work.js';
import { PartitionWork, type Progress } from './partition-work.js';
import { openProducer } from './producer.js';
import { KeyRelease } from './release.js';
import { Watchdog } from './watchdog.js';

/** A running consumer. */
export interface RunningConsumer {
  /** Messages behind, per `topic/partition` held by this process; a few seconds old. */
  lag(): ReadonlyMap<string, number>;
  /** Messages processed since the start. */
  handled(): number;
  /** Partitions that stand still because a dependency is away. */
  waiting(): readonly string[];
  /** Finishes what is in work and leaves the group. */
  stop(): Promise<void>;
}

/**
 * Consumes the topics as a member of a group. A handler is called with all messages that a poll brought for one key; the offset is
 * committed afterwards, so it may be called again with the same ones. A dependency that is away pauses the partition; a message
 * that can never be processed goes to the dead letters, and its key waits there until it is released.
 */
export async function startConsumer(options: ConsumerOptions): Promise<RunningConsumer> {
  const { connection, group, topics } = options;
  const client = clientOf(connection);
  const producer = await openProducer(connection);
  const admin = client.admin();
  await admin.connect();
  const consumer = client.consumer({
    groupId: group,
    sessionTimeout: 10_000,
    heartbeatInterval: 3_000,
    rebalanceTimeout: 15_000,
    // A message is delivered at once all the same; this is how long the broker waits for the first one, and a shutdown for the broker.
    maxWaitTimeInMs: 1_000,
    allowAutoTopicCreation: false,
    retry: { retries: 1_000, initialRetryTime: 100, maxRetryTime: 3_000 },
  });
  const assigned = followAssignment(consumer);
  const progress: Progress = { handled: 0, at: Date.now(), waiting: new Map() };
  const setAside = deadLetters(group, producer);
  const keyWork = new KeyWork(options.handle, options.parking, setAside);
  const pace = { keysAtOnce: options.keysAtOnce ?? 4, gathering: new Gathering(options.gather ?? null) };
  const work = new PartitionWork(keyWork, options.parking, progress, pace, connection.log);
  const watchdog = new Watchdog(admin, group, progress, assigned, options.patienceMs ?? 60_000, options.onFatal);
  const release = new KeyRelease(options, assigned, (place, task) => work.inTurn(place, task));

  consumer.on(consumer.events.CRASH, ({ payload }) => {
    connection.log.error({ group, restart: payload.restart, reason: payload.error.message }, 'consumer crashed');
    if (!payload.restart) options.onFatal(`consumer ${group} crashed: ${payload.error.message}`);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: (payload) => work.batch(payload),
  });
  watchdog.start();
  release.start();
  return {
    lag: () => watchdog.lag,
    handled: () => progress.handled,
    waiting: () => [...progress.waiting.keys()],
    stop: async () => {
      watchdog.stop();
      await release.stop();
      await consumer.disconnect();
      await Promise.all([producer.close(), admin.disconnect()]);
    },
  };
}

/** Which partitions this member holds, as of the last rebalance. */
function followAssignment(consumer: KafkaConsumer): () => ReadonlyMap<string, readonly number[]> {
  let assigned: ReadonlyMap<string, readonly number[]> = new Map();
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    assigned = new Map(Object.entries(payload.memberAssignment));
  });
  return () => assigned;
}
