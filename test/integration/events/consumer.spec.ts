import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { TOPICS } from '@vermilion/contracts';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { openProducer, startConsumer } from '@vermilion/messaging';
import { until } from '../../support/processes.js';
import { noParking, quietKafka } from '../../support/topic.js';

jest.setTimeout(120_000);

const KEYS = 200;
const SLOW_MS = 700;
const PATIENCE_MS = 3_000;
/** Long enough that whoever looks every five seconds has twice seen nothing new, if nothing were committed on the way. */
const WATCHED_MS = 12_500;
/** Messages of one key, one after another. */
const RUSH = 120;
const RUSH_EVERY_MS = 50;

let home: string;
let system: RunningSystem;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vermilion-consumer-'));
  system = await startSystem({ home, portBase: 7560 });
});

afterAll(async () => {
  await system?.stop();
  await rm(home, { recursive: true, force: true });
});

/** Source: research on reliability, consumers: who is slow must not be taken for dead, or a backlog is begun anew for ever. */
test('a backlog of which one poll takes longer than the watchdog waits is worked off: what is done is committed on the way', async () => {
  const connection = quietKafka(system.env['KAFKA_BROKERS'] ?? '');
  const producer = await openProducer(connection);
  const topic = TOPICS.notifications;
  await producer.publish(
    Array.from({ length: KEYS }, (_, n) => ({ topic, key: `key-${n}`, value: JSON.stringify({ n }) })),
  );
  await producer.close();

  const fatal: string[] = [];
  const consumer = await startConsumer({
    connection,
    group: 'slow',
    topics: [topic],
    handle: () => sleep(SLOW_MS),
    parking: noParking,
    keysAtOnce: 1,
    patienceMs: PATIENCE_MS,
    onFatal: (reason) => fatal.push(reason),
  });
  const behind = () => [...consumer.lag().values()].reduce((sum, lag) => sum + lag, 0);
  await sleep(WATCHED_MS);
  const seen = { fatal, begun: consumer.handled() > 0, further: behind() < KEYS };
  await consumer.stop();
  expect(seen).toEqual({ fatal: [], begun: true, further: true });
});

/** Source: design, events are at least once and in order per key; what happens to a case within a second is taken together when much happens. */
test('in a rush a partition rests between two polls: all of a key comes, in order, and several at a time', async () => {
  const connection = quietKafka(system.env['KAFKA_BROKERS'] ?? '');
  const calls: (readonly number[])[] = [];
  const consumer = await startConsumer({
    connection,
    group: 'gathering',
    topics: [TOPICS.cases],
    handle: async (messages) =>
      void calls.push(messages.map(({ value }) => (JSON.parse(value ?? '') as { n: number }).n)),
    parking: noParking,
    gather: { above: 5, restMs: 1_500 },
    onFatal: (reason) => {
      throw new Error(reason);
    },
  });
  const producer = await openProducer(connection);
  const sent = Array.from({ length: RUSH }, (_, n) => n);
  for (const n of sent) {
    await producer.publish([{ topic: TOPICS.cases, key: 'one', value: JSON.stringify({ n }) }]);
    await sleep(RUSH_EVERY_MS);
  }
  await until('all have come', () => calls.flat().length >= RUSH);
  await Promise.all([producer.close(), consumer.stop()]);
  expect(calls.flat()).toEqual(sent);
  expect(calls.length).toBeLessThan(RUSH / 2);
});
