import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { TOPICS } from '@vermilion/contracts';
import { SYSTEM } from '@vermilion/domain';
import { connect, requestRelease, type Connection } from '@vermilion/ledger';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { openProducer, readDeadLetters, type Producer } from '@vermilion/messaging';
import { connectTemporal, type TemporalGateway } from '@vermilion/temporal';
import { startApp, until, type AppProcess } from '../../support/processes.js';
import { OFFICE, openedRound, remindedCase, returnedCase, storeEvents, storeRound } from '../../support/told-cases.js';
import { quietKafka } from '../../support/topic.js';

jest.setTimeout(180_000);

let home: string;
let system: RunningSystem;
let ledger: Connection;
let producer: Producer;
let temporal: TemporalGateway;
let listener: AppProcess;
let applicant: { organisation: string; email: string };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vermilion-listener-'));
  system = await startSystem({ home, portBase: 7500 });
  ledger = await connect({ url: env('DATABASE_URL') });
  producer = await openProducer(quietKafka(env('KAFKA_BROKERS')));
  temporal = await connectTemporal(env('TEMPORAL_ADDRESS'));
  [applicant = { organisation: '', email: '' }] = await rows<typeof applicant>(
    `SELECT organisation, email FROM party WHERE kind = 'enterprise' ORDER BY organisation LIMIT 1`,
  );
  listener = await startListener();
});

afterAll(async () => {
  await listener?.kill();
  await temporal?.close();
  await producer?.close();
  await ledger?.close();
  await system?.stop();
  await rm(home, { recursive: true, force: true });
});

function env(name: string): string {
  return system.env[name] ?? '';
}

function startListener(changes: NodeJS.ProcessEnv = {}): Promise<AppProcess> {
  const needed = ['DATABASE_URL', 'KAFKA_BROKERS', 'TEMPORAL_ADDRESS', 'SMTP_URL'].map((name): [string, string] => [
    name,
    env(name),
  ]);
  return startApp('listener', { ...Object.fromEntries(needed), RECONCILE_AFTER_MS: '1000', ...changes });
}

function rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return ledger.read(SYSTEM, (session) => session.rows<Row>(sql, parameters));
}

interface Told {
  readonly recipient: string;
  readonly kind: string;
  readonly items: readonly unknown[];
  readonly title: { readonly zh: string };
}

const ITEMS = `(SELECT coalesce(json_agg(json_build_object('caseId', i.case_id, 'eventId', i.event_id) ORDER BY i.case_id), '[]')
                  FROM notification_item i WHERE i.notification_id = n.id) AS items`;

/** What has been written about a case, in order. */
function told(caseId: string): Promise<Told[]> {
  return rows<Told>(
    `SELECT recipient, kind, ${ITEMS}, title FROM notification n
      WHERE EXISTS (SELECT FROM notification_item i WHERE i.notification_id = n.id AND i.event_id LIKE $1) ORDER BY id`,
    [`application:${caseId}/%`],
  );
}

const kinds = async (caseId: string) => (await told(caseId)).map(({ kind }) => kind);

/** What `returnedCase` means to people. */
const RETURNED = [
  'application.submitted',
  'case.arrived',
  'application.accepted',
  'case.arrived',
  'application.returned',
];

async function mails(to: string): Promise<{ messageId: string; subject: string; text: string }[]> {
  return (await fetch(`${env('MAIL_READER_URL')}/messages?to=${to}`)).json() as never;
}

async function signals(caseId: string): Promise<number> {
  return signalsTo(`application:${caseId}`);
}

async function signalsTo(workflowId: string): Promise<number> {
  const history = await temporal.historyOf(workflowId);
  return history.filter(({ type }) => type === 'WorkflowExecutionSignaled').length;
}

test('an event that arrives again and again is told once, and the workflow is signalled once for a poll', async () => {
  const caseId = '2018-000101';
  const messages = await storeEvents(ledger, caseId, returnedCase(applicant.organisation));
  for (let time = 0; time < 3; time += 1) await producer.publish(messages);
  await until('everybody has been told', async () => (await kinds(caseId)).length >= RETURNED.length);
  await until(
    'all messages are processed',
    async () => ((await listener.measured('vermilion_consumer_handled')) ?? 0) >= 2 * 3 * 6,
  );
  expect(await kinds(caseId)).toEqual(RETURNED);
  expect((await told(caseId)).at(-1)).toMatchObject({
    recipient: applicant.organisation,
    title: { zh: `申报需要补正：${caseId}（2 处）` },
  });
  const inbox = await rows('SELECT event_id FROM inbox WHERE consumer = $1 AND event_id LIKE $2', [
    'notifier',
    `application:${caseId}/%`,
  ]);
  expect(inbox).toHaveLength(6);
  await until('the workflow knows', async () => (await signals(caseId)) > 0);
  expect(await signals(caseId)).toBe(1);
});

test('killed at any moment and started again, the listener tells everything once', async () => {
  const cases = Array.from({ length: 12 }, (_, index) => `2018-0002${String(index).padStart(2, '0')}`);
  const messages = await Promise.all(
    cases.map((caseId) => storeEvents(ledger, caseId, returnedCase(applicant.organisation))),
  );
  const before = await rows<{ n: string }>('SELECT count(*) AS n FROM inbox');
  await producer.publish(messages.flat());
  await until(
    'some are told',
    async () => Number((await rows<{ n: string }>('SELECT count(*) AS n FROM inbox'))[0]?.n) > Number(before[0]?.n),
  );
  await listener.kill('SIGKILL');
  listener = await startListener();
  await until(
    'all are told',
    async () => (await Promise.all(cases.map(kinds))).every((some) => some.length >= RETURNED.length),
    30_000,
  );
  for (const caseId of cases) expect(await kinds(caseId)).toEqual(RETURNED);
});

test('a message that can never be processed waits with all of its key; the others go on; a release takes it up in order', async () => {
  const [bad, good] = ['2018-000301', '2018-000302'];
  const [first, ...later] = await storeEvents(ledger, bad, returnedCase(applicant.organisation));
  const others = await storeEvents(ledger, good, returnedCase(applicant.organisation));
  if (!first) throw new Error('no message');
  // The ledger knows no such event: as if the message were forged.
  const poison = {
    ...first,
    value: first.value.replaceAll(`${bad}/1"`, `${bad}/99"`).replace('"seq":1,', '"seq":99,'),
  };
  await producer.publish([poison, ...later, ...others]);
  await until('the others are told', async () => (await kinds(good)).length === RETURNED.length);
  const key = `application:${bad}`;
  const letters = () =>
    readDeadLetters(quietKafka(env('KAFKA_BROKERS')), { group: 'notifier', topic: TOPICS.cases, key });
  await until('the key waits', async () => (await letters()).length === 6);
  const waiting = await letters();
  expect(waiting.map(({ value }) => (JSON.parse(value) as { seq: number }).seq)).toEqual([99, 2, 3, 4, 5, 6]);
  expect(waiting[0]?.headers['dlq-reason']).toContain(`the ledger has no event application:${bad}/99`);
  expect(waiting[1]?.headers['dlq-reason']).toBe('key is parked');
  expect(await kinds(bad)).toEqual([]);
  const incidents = () =>
    rows(`SELECT 1 FROM incident WHERE kind = 'message-parked' AND subject = $1 AND closed_at IS NULL`, [
      `notifier/${key}`,
    ]);
  expect(await incidents()).toHaveLength(1);

  // Somebody puts right what was wrong, and asks for the key.
  await ledger.write(SYSTEM, (session) =>
    session.execute(
      `INSERT INTO event (stream, seq, type, version, body, data, actor_kind, at, recorded_at, command_id, ordinal, prev_hash, hash)
       VALUES ($1, 99, 'application.withdrawn', 1, '', '{"stage":null}', 'system', now(), now(), 'test:99', 0, '', '')`,
      [key],
    ),
  );
  await ledger.write(SYSTEM, (session) => requestRelease(session, 'notifier', key));
  await until('the key is free', async () => (await incidents()).length === 0);
  expect(await kinds(bad)).toEqual(RETURNED);
});

test('reminders of one instant become one message and one mail for each recipient', async () => {
  const cases = ['2018-000401', '2018-000402', '2018-000403', '2018-000404'];
  const instant = '2018-03-13T00:00:00+08:00';
  const messages = await Promise.all(
    cases.map((caseId) => storeEvents(ledger, caseId, remindedCase(applicant.organisation), { at: instant })),
  );
  const [early = [], ...others] = messages;
  await producer.publish(early);
  await until('the first is told', async () => (await kinds(cases[0] ?? '')).includes('limit.reminded'));
  await producer.publish(others.flat());
  await producer.publish(early);
  const digests = () =>
    rows<{ items: { caseId: string }[] }>(
      `SELECT ${ITEMS} FROM notification n WHERE kind = 'limit.reminded' AND recipient = $1`,
      [OFFICE],
    );
  await until('all are in the digest', async () => (await digests())[0]?.items.length === 4);
  expect((await digests()).map(({ items }) => items.map(({ caseId }) => caseId).sort())).toEqual([cases]);

  const [{ email } = { email: '' }] = await rows<{ email: string }>('SELECT email FROM party WHERE organisation = $1', [
    OFFICE,
  ]);
  const reminders = async () => (await mails(email)).filter(({ subject }) => subject.includes('限期提醒'));
  await until('the mail has come', async () => (await reminders()).length > 0);
  await until(
    'nothing is to be sent',
    async () => (await rows(`SELECT 1 FROM delivery WHERE state = 'pending'`)).length === 0,
    20_000,
  );
  const [mail, ...more] = await reminders();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('【朱批】限期提醒（4 件）');
  for (const caseId of cases) expect(mail?.text).toContain(`${caseId}    2018-03-14 24:00`);
  const ids = (await mails(email)).map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('while Temporal is dead people are told, nothing is set aside, and the workflow is signalled when it is back', async () => {
  const caseId = '2018-000501';
  const messages = await storeEvents(ledger, caseId, returnedCase(applicant.organisation));
  await system.kill('temporal');
  await producer.publish(messages);
  await until('people are told', async () => (await kinds(caseId)).length === RETURNED.length);
  await until('the driver waits', async () => (await listener.measured('vermilion_consumer_waiting')) === 1);
  await system.restart('temporal');
  await until('the workflow knows', async () => (await signals(caseId).catch(() => 0)) > 0, 40_000);
  const set = await readDeadLetters(quietKafka(env('KAFKA_BROKERS')), {
    group: 'workflow-driver',
    topic: TOPICS.cases,
  });
  expect(set.filter(({ key }) => key === `application:${caseId}`)).toEqual([]);
});

test('a round hears of itself and of its cases, a few times for many; every district is told of it once', async () => {
  const round = 'smart-workshop-2018';
  const districts = 16;
  const caseIds = Array.from({ length: 4 }, (_, index) => `2018-0008${String(index).padStart(2, '0')}`);
  const ofCases = await Promise.all(
    caseIds.map((caseId) => storeEvents(ledger, caseId, returnedCase(applicant.organisation), { round })),
  );
  const ofRound = await storeRound(ledger, round, openedRound(round));
  const told = () =>
    rows<Told>(`SELECT recipient, kind, ${ITEMS}, title FROM notification n WHERE kind LIKE 'round.%' ORDER BY id`);
  for (let time = 0; time < 2; time += 1) await producer.publish([...ofRound, ...ofCases.flat()]);

  await until('the districts are told', async () => (await told()).length >= 2 * districts);
  await until('all cases are told', async () =>
    (await Promise.all(caseIds.map(kinds))).every((some) => some.length >= RETURNED.length),
  );
  await until('the workflow of the round knows', async () => (await signalsTo(`round:${round}`)) > 0);
  const messages = await told();
  expect(messages).toHaveLength(2 * districts);
  expect(new Set(messages.map(({ recipient, kind }) => `${kind} ${recipient}`)).size).toBe(2 * districts);
  expect(messages[0]?.title.zh).toBe('申报通知：智能车间认定（2018年度）');
  // Four cases and the round itself, each with several events and all brought twice: never more than one signal a stream.
  expect(await signalsTo(`round:${round}`)).toBeLessThanOrEqual(caseIds.length + 1);
});

test('a workflow that is behind its case is signalled again without any message', async () => {
  const caseId = '2018-000601';
  await ledger.write(SYSTEM, (session) =>
    session.execute(
      `INSERT INTO "case" (id, stream, procedure, version, obligation, applicant, district, phase, visit, seq, stage_seq, state, opened_at, updated_at)
       VALUES ($1, $2, 'smart-workshop', 1, 'smart-t2', $3, '410122', 'running', 1, 3, 1, '{}', now(), now() - interval '5 s')`,
      [caseId, `application:${caseId}`, applicant.organisation],
    ),
  );
  await until('the workflow is started', async () => (await signals(caseId)) > 0);
});

test('a workflow that is behind its round is signalled again, too', async () => {
  await ledger.write(SYSTEM, (session) =>
    session.execute(
      `INSERT INTO round (id, stream, procedure, version, phase, seq, stage_seq, state, terms, updated_at)
       VALUES ('lost-2018', 'round:lost-2018', 'smart-workshop', 2, 'open', 2, 2, '{}', '{}', now() - interval '5 s')`,
    ),
  );
  await until('the workflow is started', async () => (await signalsTo('round:lost-2018')) > 0);
});

test('sample addresses are never handed to a mail server of another machine', async () => {
  await listener.kill('SIGTERM');
  listener = await startListener({ SMTP_URL: 'smtp://192.0.2.10:2525' });
  const caseId = '2018-000701';
  const before = (await mails(applicant.email)).length;
  await producer.publish(await storeEvents(ledger, caseId, returnedCase(applicant.organisation)));
  const deliveries = () =>
    rows<{ state: string; error: string }>(
      `SELECT DISTINCT d.state, d.error FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE n.case_id = $1`,
      [caseId],
    );
  await until('every mail is refused', async () => {
    const states = await deliveries();
    return states.length === 1 && states[0]?.state === 'failed';
  });
  expect(await deliveries()).toEqual([
    { state: 'failed', error: 'reserved test domain: handed only to a mail server on this machine' },
  ]);
  expect(await kinds(caseId)).toEqual(RETURNED);
  expect(await mails(applicant.email)).toHaveLength(before);
});
