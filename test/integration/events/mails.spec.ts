import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { MoodySmtp, type Mood } from '../../support/moody-smtp.js';
import { addressOf, messageIdOf, plantMails, unsentMails } from '../../support/planted-mails.js';
import { freePort } from '../../support/free-port.js';
import { startApp, until, type AppProcess } from '../../support/processes.js';
import { connectedTo, type SqlClient } from '../../support/sql-client.js';

jest.setTimeout(180_000);

let home: string;
let system: RunningSystem;
let sql: SqlClient;
let smtp: MoodySmtp;
let port: number;
let listener: AppProcess | undefined;
const moods = new Map<string, Mood>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vermilion-mails-'));
  system = await startSystem({ home, portBase: 7540 });
  sql = await connectedTo(system.env['DATABASE_OWNER_URL'] ?? '');
  await sql.query('SET ROLE vermilion_engine');
  port = await freePort();
});

beforeEach(() => {
  moods.clear();
  smtp = new MoodySmtp(port, (recipient) => moods.get(recipient) ?? 'takes');
});

afterEach(async () => {
  await listener?.kill();
  await smtp.close();
  await sql.query(`UPDATE delivery SET state = 'failed' WHERE state = 'pending'`);
});

afterAll(async () => {
  await sql?.end();
  await system?.stop();
  await rm(home, { recursive: true, force: true });
});

async function startListener(): Promise<AppProcess> {
  const needed = ['DATABASE_URL', 'KAFKA_BROKERS', 'TEMPORAL_ADDRESS'].map((name): [string, string] => [
    name,
    system.env[name] ?? '',
  ]);
  listener = await startApp('listener', {
    ...Object.fromEntries(needed),
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  });
  return listener;
}

async function otherSessions(): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  return rows[0]?.n ?? 0;
}

interface Row {
  readonly address: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
}

async function rowsOf(address: string): Promise<Row[]> {
  return (await sql.query<Row>('SELECT * FROM delivery WHERE address = $1 ORDER BY id', [address])).rows;
}

/** What is planted for the n-th of so many addresses, in order. */
const planted = (of: string, n: number, { mails, addresses }: { mails: number; addresses: number }): string[] =>
  Array.from({ length: mails / addresses }, (_, turn) => messageIdOf(of, turn * addresses + n));

test('killed in the middle and started again, the listener sends every mail, and to each address in the order of the messages', async () => {
  const size = { mails: 600, addresses: 12 };
  await smtp.open();
  await plantMails(sql, 'killed', size);
  const first = await startListener();
  await until('some are sent', () => smtp.taken.length > 100);
  await first.kill('SIGKILL');
  expect(await unsentMails(sql)).toBeGreaterThan(0);
  // What it had asked of the database last is done or undone; then as when the time of its claims has passed.
  await until('its sessions have ended', async () => (await otherSessions()) === 0);
  await sql.query(`UPDATE delivery SET next_at = now() WHERE state = 'pending'`);
  await startListener();
  await until('all are recorded', async () => (await unsentMails(sql)) === 0, 60_000);
  for (let n = 0; n < size.addresses; n += 1)
    expect(smtp.arrivals(addressOf('killed', n))).toEqual(planted('killed', n, size));
  const { rows } = await sql.query(
    `SELECT count(DISTINCT stream)::int AS told, count(*)::int AS events FROM outbox WHERE payload LIKE '%notification.delivered%'`,
  );
  expect(rows).toEqual([{ told: size.mails, events: size.mails }]);
});

test('two listeners keep the order of each address between them', async () => {
  const size = { mails: 600, addresses: 3 };
  await smtp.open();
  const one = await startListener();
  await startListener();
  await plantMails(sql, 'two', size);
  await until('all are recorded', async () => (await unsentMails(sql)) === 0, 60_000);
  await one.kill();
  for (let n = 0; n < size.addresses; n += 1)
    expect(smtp.arrivals(addressOf('two', n))).toEqual(planted('two', n, size));
  expect(smtp.taken).toHaveLength(size.mails);
});

test('an address that is refused, put off or never answered holds up no other; behind one put off its later mails wait in order', async () => {
  const size = { mails: 300, addresses: 30 };
  const [refused, putOff, silent] = [0, 1, 2].map((n) => addressOf('moody', n)) as [string, string, string];
  moods.set(refused, 'never').set(putOff, 'later').set(silent, 'silent');
  await smtp.open();
  await plantMails(sql, 'moody', size);
  await startListener();
  await until('the others have theirs', () => smtp.taken.length === size.mails - 30, 15_000);
  await until('refused for ever', async () => (await rowsOf(refused)).every(({ state }) => state === 'failed'));
  expect((await rowsOf(refused))[0]?.error).toBe('mail server: EENVELOPE 550');
  await until(
    'the silent one is given up for now',
    async () => (await rowsOf(silent))[0]?.error?.includes('ETIMEDOUT') ?? false,
  );
  expect((await rowsOf(silent)).every(({ state }) => state === 'pending')).toBe(true);
  const [first, ...behind] = await rowsOf(putOff);
  expect(first?.attempts).toBeGreaterThan(0);
  expect(behind.every(({ attempts }) => attempts === 0)).toBe(true);
  moods.clear();
  await until('all are recorded', async () => (await unsentMails(sql)) === 0, 60_000);
  for (const n of [1, 2]) expect(smtp.arrivals(addressOf('moody', n))).toEqual(planted('moody', n, size));
});

test('while the mail server is away no attempt is counted; when it is back everything goes out', async () => {
  const size = { mails: 100, addresses: 10 };
  await plantMails(sql, 'away', size);
  const app = await startListener();
  await until('it is seen to be away', () => app.output().includes('the mail server is in trouble'));
  await until('all are given back', async () =>
    (await rowsOf(addressOf('away', 0))).every(({ attempts }) => attempts === 0),
  );
  // Each time it is looked for, it is left alone twice as long as before.
  const pauses = [...app.output().matchAll(/"pauseMs":(\d+)/g)].map(([, ms]) => Number(ms));
  expect(pauses).not.toHaveLength(0);
  expect(pauses).toEqual(pauses.map((_, times) => Math.min(1_000 * 2 ** times, 60_000)));
  await smtp.open();
  await until('all are recorded', async () => (await unsentMails(sql)) === 0, 60_000);
  expect(smtp.taken).toHaveLength(size.mails);
});

test('while it cannot be written down that mails were sent, no other is begun: all of them would come twice if the listener ended', async () => {
  const size = { mails: 200, addresses: 20 };
  for (let n = 0; n < size.addresses; n += 1) moods.set(addressOf('stuck', n), 'slow');
  await smtp.open();
  await plantMails(sql, 'stuck', size);
  await sql.query('RESET ROLE');
  await sql.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON delivery FOR EACH ROW WHEN (NEW.state = 'sent') EXECUTE FUNCTION refuse()`);
  try {
    const app = await startListener();
    const failures = () => app.output().split('mails not written down yet').length - 1;
    await until('it is tried again and again', () => failures() >= 4);
    expect(smtp.taken.length).toBeGreaterThan(0);
    expect(smtp.taken.length).toBeLessThan(150);
  } finally {
    await sql.query('DROP TRIGGER refuse ON delivery; DROP FUNCTION refuse; SET ROLE vermilion_engine');
  }
  await until('all are recorded', async () => (await unsentMails(sql)) === 0, 60_000);
  expect([smtp.taken.length, new Set(smtp.taken).size]).toEqual([size.mails, size.mails]);
});

test('asked to stop, the listener gives back what it has not begun', async () => {
  const size = { mails: 10_000, addresses: 100 };
  // A minute's work: the listener is not ready before it has joined its groups, and sends meanwhile.
  for (let n = 0; n < size.addresses; n += 1) moods.set(addressOf('stopped', n), 'slow');
  await smtp.open();
  await plantMails(sql, 'stopped', size);
  const app = await startListener();
  await until('some are sent', () => smtp.taken.length > 20);
  await app.kill('SIGTERM');
  const { rows } = await sql.query(
    `SELECT count(*)::int AS n FROM delivery WHERE state = 'pending' AND (attempts > 0 OR next_at > now())`,
  );
  expect(rows).toEqual([{ n: 0 }]);
  expect(await unsentMails(sql)).toBeGreaterThan(0);
  expect(size.mails - (await unsentMails(sql))).toBe(smtp.taken.length);
});
