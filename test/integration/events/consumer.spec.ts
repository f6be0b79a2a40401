import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { TOPICS } from '@vermilion/contracts';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { openProducer, startConsumer } from '@vermilion/messaging';
import { noParking, quietKafka } from '../../support/topic.js';

jest.setTimeout(120_000);

const KEYS = 200;
const SLOW_MS = 700;
const PATIENCE_MS = 3_000;
/** Long enough that whoever looks every five seconds has twice seen nothing new, if nothing were committed on the way. */
const WATCHED_MS = 12_500;

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
