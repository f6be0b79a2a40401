import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { toCloudEvent, TOPICS } from '@vermilion/contracts';
import { SYSTEM } from '@vermilion/domain';
import { connect, openOutbox, putIntoOutbox, type Connection } from '@vermilion/ledger';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { startApp, until, type AppProcess } from '../../support/processes.js';
import { readTopic, type TopicReader } from '../../support/topic.js';

jest.setTimeout(180_000);

const STREAMS = 24;
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

let home: string;
let system: RunningSystem;
let ledger: Connection;
let topic: TopicReader;
const relays: AppProcess[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vermilion-relay-'));
  system = await startSystem({ home, portBase: 7400 });
  ledger = await connect({ url: env('DATABASE_URL') });
  topic = await readTopic(env('KAFKA_BROKERS'), TOPICS.cases);
  relays.push(await startRelay(), await startRelay());
});

afterAll(async () => {
  await Promise.all(relays.map((relay) => relay.kill()));
  await topic?.stop();
  await ledger?.close();
  await system?.stop();
  await rm(home, { recursive: true, force: true });
});

function env(name: string): string {
  return system.env[name] ?? '';
}

function startRelay(): Promise<AppProcess> {
  const anchors = {
    ANCHOR_KEYS_DIR: env('ANCHOR_KEYS_DIR'),
    ANCHOR_FILE: env('ANCHOR_FILE'),
    ANCHOR_EVERY_SECONDS: '1',
  };
  return startApp('relay', {
    DATABASE_URL: env('DATABASE_RELAY_URL'),
    KAFKA_BROKERS: env('KAFKA_BROKERS'),
    ...anchors,
  });
}

/** Writes event `seq` of a stream as the ledger does, in a transaction that takes a while, so that transactions overlap. */
async function write(stream: string, seq: number): Promise<void> {
  const event = {
    stream,
    seq,
    type: 'application.withdrawn',
    data: { stage: null },
    at: '2018-03-01T09:00:00+08:00',
  } as const;
  await ledger.write(SYSTEM, async (session) => {
    putIntoOutbox(session, [{ stream, seq, topic: TOPICS.cases, key: stream, payload: toCloudEvent(event, 0, false) }]);
    await session.rows('SELECT pg_sleep($1)', [Math.random() * 0.005]);
  });
}

function streamsNamed(letter: string): string[] {
  return upTo(STREAMS).map((number) => `application:${letter}-${number}`);
}

test('of two relays one anchors: the file outside and the topic have the same anchor, and old rows were looked for', async () => {
  await until(
    'an anchor is in the file',
    async () => (await readFile(env('ANCHOR_FILE'), 'utf8').catch(() => '')) !== '',
  );
  const [line, ...others] = (await readFile(env('ANCHOR_FILE'), 'utf8')).trimEnd().split('\n');
  const anchors = await readTopic(env('KAFKA_BROKERS'), TOPICS.anchors);
  await until('the anchor has been published', async () => anchors.messages.length > 0);
  const [published] = anchors.messages;
  await anchors.stop();
  expect([JSON.parse(line ?? ''), others]).toEqual([
    (JSON.parse(published?.value ?? '') as { data: unknown }).data,
    [],
  ]);
  const taken = await Promise.all(relays.map((relay) => relay.measured('vermilion_anchors_total')));
  expect((taken[0] ?? 0) + (taken[1] ?? 0)).toBe(1);
  await until(
    'old rows were looked for',
    async () => ((await relays[0]?.measured('vermilion_retention_ran_at_seconds')) ?? 0) > 0,
  );
});

async function waiting(): Promise<number> {
  const outbox = await openOutbox({ url: env('DATABASE_RELAY_URL') });
  const { rows } = await outbox.backlog();
  await outbox.close();
  return rows;
}

/** Every event has arrived, and each stream's first deliveries came without gap and in order. */
function expectComplete(streams: readonly string[], last: number): void {
  const seqs = topic.firstSeqs();
  expect(streams.map((stream) => seqs.get(stream))).toEqual(streams.map(() => upTo(last)));
}

const arrived = (streams: readonly string[], last: number) => () => {
  const seqs = topic.firstSeqs();
  return streams.every((stream) => seqs.get(stream)?.length === last);
};

test('each shard has one relay; when it is killed the other takes over, and every stream stays in order', async () => {
  const streams = streamsNamed('kill');
  const shards = await Promise.all(relays.map((relay) => relay.measured('vermilion_relay_shards')));
  expect((shards[0] ?? 0) + (shards[1] ?? 0)).toBe(8);
  const publishing = relays[(shards[0] ?? 0) >= (shards[1] ?? 0) ? 0 : 1];
  const standby = relays.find((relay) => relay !== publishing);

  const writing = Promise.all(
    streams.map(async (stream) => {
      for (const seq of upTo(30)) await write(stream, seq);
    }),
  );
  await until('the first relay publishes', async () => topic.messages.length > 100);
  await publishing?.kill('SIGKILL');
  const killedAt = Date.now();
  await until(
    'the other relay holds every shard',
    async () => (await standby?.measured('vermilion_relay_shards')) === 8,
    10_000,
  );
  expect(Date.now() - killedAt).toBeLessThan(10_000);

  await writing;
  await until('all events have arrived', arrived(streams, 30));
  expectComplete(streams, 30);
  await until('nothing waits any more', async () => (await waiting()) === 0);
});

test('a relay that stops answering without ending loses its shards within ten seconds', async () => {
  const [hung] = relays.filter((relay) => relay.output().includes('shard taken')).slice(-1);
  const fresh = await startRelay();
  relays.push(fresh);
  hung?.pause();
  const streams = streamsNamed('hang');
  for (const stream of streams) await write(stream, 1);
  await until(
    'the fresh relay holds every shard',
    async () => (await fresh.measured('vermilion_relay_shards')) === 8,
    12_000,
  );
  await until('all events have arrived', arrived(streams, 1));
  await hung?.kill('SIGKILL');
});

test('what is written while Kafka is dead is published when it is back, complete and in order', async () => {
  const streams = streamsNamed('kafka');
  for (const stream of streams) await write(stream, 1);
  await until('the relay works', arrived(streams, 1));
  await system.kill('kafka');
  for (const seq of upTo(10).slice(1)) await Promise.all(streams.map((stream) => write(stream, seq)));
  expect(await waiting()).toBeGreaterThanOrEqual(STREAMS * 8);
  await system.restart('kafka');
  await until('all events have arrived', arrived(streams, 10), 40_000);
  expectComplete(streams, 10);
  await until('nothing waits any more', async () => (await waiting()) === 0);
});
