import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { loadProcedures } from '@vermilion/catalogue';
import { openLedger, webhookSecrets, type Ledger, type WebhookSecrets } from '@vermilion/ledger';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { openProducer, type OutgoingMessage, type Producer } from '@vermilion/messaging';
import { castOf, storyOn } from '../../support/case-story.js';
import { startApp, until, type AppProcess } from '../../support/processes.js';
import { connectedTo, type SqlClient } from '../../support/sql-client.js';
import { quietKafka } from '../../support/topic.js';
import { signaturesBy, WebhookReceiver } from '../../support/webhook-receiver.js';

jest.setTimeout(180_000);

/** Listed, and yet nobody's business: an address of a network behind this machine. */
const INSIDE = '10.1.2.3';

let home: string;
let system: RunningSystem;
let ledger: Ledger;
let sql: SqlClient;
let secrets: WebhookSecrets;
let producer: Producer;
let receiver: WebhookReceiver;
let port: number;
let listener: AppProcess;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vermilion-webhooks-'));
  system = await startSystem({ home, portBase: 7580 });
  ledger = await openLedger({
    url: env('DATABASE_URL'),
    masterKeyFile: env('VERMILION_MASTER_KEY_FILE'),
    procedures: loadProcedures(),
  });
  sql = await connectedTo(env('DATABASE_OWNER_URL'));
  await sql.query('SET ROLE vermilion_engine');
  secrets = await webhookSecrets(env('WEBHOOK_KEY_FILE'));
  producer = await openProducer(quietKafka(env('KAFKA_BROKERS')));
  receiver = new WebhookReceiver();
  port = await receiver.open();
  listener = await startListener();
});

afterEach(async () => {
  receiver.moods.clear();
  await sql.query(`UPDATE webhook SET state = 'disabled'`);
});

afterAll(async () => {
  await listener?.kill();
  await receiver?.close();
  await producer?.close();
  await ledger?.close();
  await sql?.end();
  await system?.stop();
  await rm(home, { recursive: true, force: true });
});

function env(name: string): string {
  return system.env[name] ?? '';
}

function startListener(): Promise<AppProcess> {
  const names = ['DATABASE_URL', 'KAFKA_BROKERS', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'WEBHOOK_KEY_FILE'];
  const needed = Object.fromEntries(names.map((name) => [name, env(name)]));
  return startApp('listener', { ...needed, WEBHOOK_HOSTS: `127.0.0.1:${port},${INSIDE}` });
}

/** Sets up a webhook as the administrator does. @returns its id */
async function hook(
  path: string,
  organisation = 'bureau:miit',
  url = `http://127.0.0.1:${port}${path}`,
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO webhook (id, organisation, url, state, created_by) VALUES ($1, $2, $3, 'active', 'sec1')`,
    [id, organisation, url],
  );
  return id;
}

const eventsOf = (name: string, many: number): string[] =>
  Array.from({ length: many }, (_, n) => `webhook:${name}/${String(n).padStart(4, '0')}`);

/** Puts so many events on their way to a webhook. @returns their ids in order */
async function plant(webhook: string, name: string, many: number): Promise<string[]> {
  await sql.query(
    `INSERT INTO webhook_delivery (webhook, event_id, body) SELECT $1, id, '{}' FROM unnest($2::text[]) WITH ORDINALITY e(id, n) ORDER BY n`,
    [webhook, eventsOf(name, many)],
  );
  return eventsOf(name, many);
}

/** Three webhooks with so many events each. */
async function threeWith(name: string, many: number): Promise<[hooks: string[], events: string[][]]> {
  const [hooks, events]: [string[], string[][]] = [[], []];
  for (const n of [0, 1, 2]) {
    const id = await hook(`/${name}-${n}`);
    hooks.push(id);
    events.push(await plant(id, `${name}-${n}`, many));
  }
  return [hooks, events];
}

interface Row {
  readonly event_id: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
}

const rowsOf = async (webhook: string): Promise<Row[]> =>
  (await sql.query<Row>('SELECT * FROM webhook_delivery WHERE webhook = $1 ORDER BY id', [webhook])).rows;
const allIn = (webhook: string, state: string) => async () =>
  (await rowsOf(webhook)).every((row) => row.state === state);
const standing = async (webhook: string) =>
  (
    await sql.query<{ state: string; reason: string | null }>('SELECT state, reason FROM webhook WHERE id = $1', [
      webhook,
    ])
  ).rows[0];
/** As when its pause, or the claim of a sender that has died, has passed. */
const hurry = (webhook: string) => sql.query('UPDATE webhook SET next_at = now() WHERE id = $1', [webhook]);

/** What the relay would publish of a case. */
async function messagesOf(caseId: string): Promise<OutgoingMessage[]> {
  const { rows } = await sql.query<{ topic: string; key: string; payload: string }>(
    'SELECT topic, key, payload FROM outbox WHERE stream = $1 ORDER BY seq',
    [`application:${caseId}`],
  );
  return rows.map(({ topic, key, payload }) => ({ topic, key, value: payload }));
}

/** Which events of a case came to a path, in order. */
const seqsAt = (path: string, caseId: string) =>
  receiver.at(path).flatMap(({ id }) => (id.startsWith(`application:${caseId}/`) ? [Number(id.split('/')[1])] : []));

test('what happens in a case reaches the systems of the firm and of the offices that have had it by then: each event once, in order, signed, and nobody else’s', async () => {
  const { cast, caseId } = await storyOn(ledger).marked('ENT01');
  const other = await storyOn(ledger).submitted('ENT02');
  const paths = {
    firm: [cast.filler.organisation, 'active'],
    district: [cast.industry.organisation, 'active'],
    finance: [cast.finance.organisation, 'active'],
    stranger: [castOf('ENT03').filler.organisation, 'active'],
    closed: [cast.filler.organisation, 'disabled'],
  } as const;
  const ids = new Map<string, string>();
  for (const [path, [organisation, state]] of Object.entries(paths)) {
    ids.set(path, await hook(`/${path}`, organisation));
    await sql.query('UPDATE webhook SET state = $2 WHERE id = $1', [ids.get(path), state]);
  }
  const messages = await messagesOf(caseId);
  for (let time = 0; time < 3; time += 1) await producer.publish([...messages, ...(await messagesOf(other.caseId))]);
  await until(
    'all is processed',
    async () => ((await listener.measured('vermilion_consumer_handled')) ?? 0) >= 2 * 3 * messages.length,
  );
  for (const id of ids.values()) await until('all has been sent', allIn(id, 'sent'));

  const { rows: held } = await sql.query<{ organisation: string; since: number }>(
    'SELECT organisation, min(seq)::int AS since FROM holder WHERE case_id = $1 AND organisation IS NOT NULL GROUP BY 1',
    [caseId],
  );
  const since = (organisation: string) => held.find((one) => one.organisation === organisation)?.since ?? Infinity;
  const types = messages.map(({ value }) => (JSON.parse(value) as { type: string }).type);
  // How far a panel is, nobody may infer (P7).
  const open = types.flatMap((type, index) => (/\.panel\.(mark|opened|minute-awaited)/.test(type) ? [] : [index + 1]));
  expect(open.length).toBeLessThan(messages.length);
  expect(seqsAt('/firm', caseId)).toEqual(open);
  for (const [path, { organisation }] of [
    ['/district', cast.industry],
    ['/finance', cast.finance],
  ] as const)
    expect(seqsAt(path, caseId)).toEqual(open.filter((seq) => seq >= since(organisation)));
  expect(receiver.at('/firm')).toHaveLength(open.length);
  expect([receiver.at('/stranger'), receiver.at('/closed')]).toEqual([[], []]);

  for (const [index, arrival] of receiver.at('/firm').entries()) {
    const seq = open[index] ?? 0;
    expect(arrival.id).toBe(`application:${caseId}/${seq}`);
    expect(JSON.parse(arrival.body)).toEqual({
      type: types[seq - 1],
      timestamp: expect.stringMatching(/^2018-03-01T/) as unknown,
      data: { case: caseId, seq },
    });
    expect(signaturesBy(secrets(ids.get('firm') ?? '', 1), arrival)).toBe(1);
    expect(Math.abs(Date.now() / 1000 - Number(arrival.timestamp))).toBeLessThan(120);
  }
});

test('killed in the middle and started again, the listener sends everything, each system in its order, again only under the same id', async () => {
  const [hooks, planted] = await threeWith('killed', 300);
  await until('some have arrived', () => receiver.at('/killed-0').length > 30);
  await listener.kill('SIGKILL');
  expect(receiver.idsAt('/killed-0').length).toBeLessThan(300);
  for (const id of hooks) await hurry(id);
  listener = await startListener();
  for (const id of hooks) await until('all are recorded', allIn(id, 'sent'), 60_000);
  for (const [n, ids] of planted.entries()) expect(receiver.idsAt(`/killed-${n}`)).toEqual(ids);
});

test('a system that never answers holds up no other, and its own events wait in order; when it answers they come, the first under the id it had', async () => {
  receiver.moods.set('/silent', 'silent');
  const [silent, quick] = [await hook('/silent'), await hook('/quick')];
  const ids = await plant(silent, 'silent', 5);
  await until('it is asked', () => receiver.at('/silent').length > 0);
  await plant(quick, 'quick', 50);
  await until('the other has everything', allIn(quick, 'sent'), 4_000);
  await until('it is given up for now', async () => (await standing(silent))?.reason === 'timeout');
  expect((await rowsOf(silent)).map(({ attempts, error }) => [attempts, error])).toEqual([
    [1, 'timeout'],
    ...Array.from({ length: 4 }, () => [0, null]),
  ]);
  receiver.moods.clear();
  await until('everything is recorded', allIn(silent, 'sent'));
  expect(receiver.idsAt('/silent')).toEqual(ids);
  expect(receiver.at('/silent').filter(({ id }) => id === ids[0]).length).toBeGreaterThan(1);
});

test('a redirect is followed nowhere and counts as a failure; an address inside is not asked; 410 disables', async () => {
  receiver.moods.set('/redirect', 307).set('/gone', 410);
  const moved = await hook('/redirect');
  const gone = await hook('/gone');
  const inside = await hook('', 'bureau:miit', `https://${INSIDE}/`);
  for (const [index, id] of [moved, gone, inside].entries()) await plant(id, `moody-${index}`, 3);
  for (const id of [moved, gone, inside])
    await until('it has been tried', async () => Boolean((await standing(id))?.reason));
  expect(await standing(moved)).toEqual({ state: 'active', reason: 'HTTP 307' });
  expect(await standing(inside)).toEqual({ state: 'active', reason: 'address-not-allowed' });
  expect(await standing(gone)).toEqual({ state: 'disabled', reason: 'HTTP 410' });
  expect((await rowsOf(gone)).map(({ state, error }) => [state, error])).toEqual(
    Array.from({ length: 3 }, () => ['failed', 'HTTP 410']),
  );
  expect([receiver.at('/inside').length, receiver.at('/gone').length]).toEqual([0, 1]);
});

test('what is refused again and again is put aside for the later ones, and given up after three days', async () => {
  receiver.moods.set('/aside', 500);
  const id = await hook('/aside');
  const [first = '', second = ''] = await plant(id, 'aside', 2);
  await until('it has failed', async () => ((await rowsOf(id))[0]?.attempts ?? 0) > 0);
  await sql.query('UPDATE webhook_delivery SET attempts = 3 WHERE webhook = $1 AND event_id = $2', [id, first]);
  await hurry(id);
  await until('it is put aside', async () => ((await rowsOf(id))[0]?.attempts ?? 0) > 3);
  receiver.moods.clear();
  await hurry(id);
  await until('the later one has arrived', async () => (await rowsOf(id))[1]?.state === 'sent');
  expect(receiver.idsAt('/aside')).toEqual([first, second]);
  expect((await rowsOf(id))[0]).toMatchObject({ state: 'pending', attempts: 4, error: 'HTTP 500' });
  receiver.moods.set('/aside', 500);
  await sql.query(
    `UPDATE webhook_delivery SET next_at = now(), created_at = now() - interval '73 hours' WHERE webhook = $1 AND state = 'pending'`,
    [id],
  );
  await until('it is given up', async () => (await rowsOf(id))[0]?.state === 'failed');
});

test('for a day after a rotation both secrets sign, afterwards the new one alone', async () => {
  const id = await hook('/rotated');
  const send = async (name: string) => {
    await plant(id, name, 1);
    await until('it has arrived', () => receiver.idsAt('/rotated').includes(`webhook:${name}/0000`));
    const arrival = receiver.at('/rotated').at(-1);
    return [1, 2].map((generation) => arrival && signaturesBy(secrets(id, generation), arrival));
  };
  expect(await send('before')).toEqual([1, 0]);
  await sql.query('UPDATE webhook SET generation = 2, rotated_at = now() WHERE id = $1', [id]);
  expect(await send('both')).toEqual([1, 1]);
  await sql.query(`UPDATE webhook SET rotated_at = now() - interval '25 hours' WHERE id = $1`, [id]);
  expect(await send('after')).toEqual([0, 1]);
});

test('two listeners keep the order of each system between them', async () => {
  const another = await startListener();
  const [hooks, planted] = await threeWith('two', 250);
  for (const id of hooks) await until('all are recorded', allIn(id, 'sent'), 60_000);
  await another.kill('SIGTERM');
  for (const [n, ids] of planted.entries()) expect(receiver.at(`/two-${n}`).map(({ id }) => id)).toEqual(ids);
});
