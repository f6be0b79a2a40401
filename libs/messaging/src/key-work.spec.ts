import { ComeBackLater, KeyWork } from './key-work.js';
import { DependencyAway, isDependencyFailure, PermanentlyBad } from './failure.js';
import type { IncomingMessage } from './message.js';
import type { Parked, Parking } from './parking.js';

const message = (offset: number): IncomingMessage => ({
  topic: 't',
  partition: 0,
  offset: String(offset),
  key: 'k',
  value: '',
  headers: {},
});
const poll = [1, 2, 3, 4].map(message);

/** Handles messages with these failures, and remembers what became of them. */
function work(failures: { [offset: string]: unknown }) {
  const done: string[][] = [];
  const aside: string[] = [];
  const parked: Parked[] = [];
  const handle = async (messages: readonly IncomingMessage[]) => {
    const failing = messages.find(({ offset }) => failures[offset] !== undefined);
    if (failing) throw failures[failing.offset] as Error;
    done.push(messages.map(({ offset }) => offset));
  };
  const parking = { park: async (entry: Parked) => void parked.push(entry) } as Parking;
  const setAside = async ({ offset }: IncomingMessage, reason: string) => void aside.push(`${offset}: ${reason}`);
  return { work: new KeyWork(handle, parking, setAside), done, aside, parked, failures };
}

test('all messages of a poll are handled at once', async () => {
  const { work: keyWork, done } = work({});
  await keyWork.process(poll, false);
  expect(done).toEqual([['1', '2', '3', '4']]);
});

test('a bad message goes aside with its reason, what came before it is done, what comes after it waits behind it', async () => {
  const { work: keyWork, done, aside, parked } = work({ 3: new PermanentlyBad('no event') });
  await keyWork.process(poll, false);
  expect(done).toEqual([['1'], ['2']]);
  expect(aside).toEqual(['3: PermanentlyBad: no event', '4: key is parked']);
  expect(parked).toEqual([{ key: 'k', topic: 't', partition: 0, offset: '3', reason: 'PermanentlyBad: no event' }]);
});

test('a parked key is not handled at all', async () => {
  const { work: keyWork, done, aside } = work({});
  await keyWork.process(poll, true);
  expect(done).toEqual([]);
  expect(aside).toHaveLength(4);
});

test('a dependency that is away sets nothing aside, however often it fails', async () => {
  const { work: keyWork, aside, parked } = work({ 1: new DependencyAway('gone') });
  for (let time = 0; time < 10; time += 1) await expect(keyWork.process(poll, false)).rejects.toThrow(ComeBackLater);
  expect([aside, parked]).toEqual([[], []]);
});

test('a failure that nobody can explain is tried five times; then the message counts as bad', async () => {
  const { work: keyWork, aside } = work({ 2: new TypeError('x is undefined') });
  for (let time = 1; time < 5; time += 1) await expect(keyWork.process(poll, false)).rejects.toThrow(ComeBackLater);
  await keyWork.process(poll, false);
  expect(aside).toEqual(['2: TypeError: x is undefined', '3: key is parked', '4: key is parked']);
});

test('a key that cannot be parked is brought again', async () => {
  const { work: keyWork } = work({ 1: new PermanentlyBad('no') });
  const broken = { park: () => Promise.reject(new Error('database away')) } as unknown as Parking;
  Object.assign(keyWork, { parking: broken });
  await expect(keyWork.process(poll, false)).rejects.toThrow(ComeBackLater);
});

const coded = (code: unknown, cause?: unknown) => Object.assign(new Error('x', { cause }), { code });

test.each([
  ['a refused connection', coded('ECONNREFUSED'), true],
  ['Postgres shutting down', coded('57P01'), true],
  ['a lost serialisation', coded('40001'), true],
  ['too many connections', coded('53300'), true],
  ['Temporal unavailable, inside another error', new Error('failed', { cause: coded(14) }), true],
  ['a pool that waited in vain', new Error('timeout exceeded when trying to connect'), true],
  ['a violated constraint', coded('23505'), false],
  ['an invalid argument for Temporal', coded(3), false],
  ['a bad message about a connection', new PermanentlyBad('connection closed'), false],
  ['a mistake of ours', new TypeError('x is undefined'), false],
])('%s: %s', (_name, error, away) => {
  expect(isDependencyFailure(error)).toBe(away);
});
