import { randomBytes, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { ActPage, ProblemBody, WebhookPage, WebhookWithSecret } from '@vermilion/contracts';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(120_000);

const BUREAU = 'bureau:miit';
const URL_THERE = 'https://hooks.example/vermilion?token=letmein';
const keyFile = join(tmpdir(), `vermilion-webhook-key-${randomUUID()}`);

let api: TestApi;
beforeAll(async () => {
  await writeFile(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  api = await startApi({ WEBHOOK_HOSTS: 'hooks.example, 127.0.0.1:8099', WEBHOOK_KEY_FILE: keyFile });
}, 120_000);
afterAll(async () => {
  await api.stop();
  await rm(keyFile, { force: true });
});

const ask = (path: string, json?: object, token = {}) =>
  api.ask<WebhookWithSecret & ProblemBody>('POST', `/security/webhooks${path}`, { as: 'sec1', token, json });
const create = (url: string, organisation = BUREAU) => ask('', { organisation, url });
const listed = async () => (await api.ask<WebhookPage>('GET', '/security/webhooks', { as: 'sec1' })).body.items;
const acts = async (id: string) =>
  (await api.ask<ActPage>('GET', '/audit/acts', { as: 'audit1' })).body.items
    .filter(({ about }) => about['webhook'] === id)
    .map(({ person, act, about }) => [person, act, about['url']]);
const deliveries = (id: string) =>
  api.store.database.admin<{ event_id: string; body: string; state: string; error: string | null }>(
    'SELECT event_id, body, state, error FROM webhook_delivery WHERE webhook = $1 ORDER BY id',
    [id],
  );

describe('a webhook is not set up', () => {
  it.each([
    ['over http', 'http://hooks.example/', 'webhook-url-unsafe'],
    ['with a user name in its address', 'https://a:b@hooks.example/', 'webhook-url-unsafe'],
    ['with a scheme that is none of the web', 'file:///etc/passwd', 'webhook-url-unsafe'],
    ['to a host that the installation does not allow', 'https://elsewhere.example/', 'webhook-host-not-allowed'],
    ['to the metadata of a cloud', 'https://169.254.169.254/latest', 'webhook-host-not-allowed'],
    ['to a part of an allowed host', 'https://a.hooks.example/', 'webhook-host-not-allowed'],
    ['to an odd port', 'https://hooks.example:22/', 'webhook-port-not-allowed'],
    ['to another port of this machine', 'http://127.0.0.1:4400/', 'webhook-port-not-allowed'],
  ])('%s', async (_how, url, code) => {
    const { status, body } = await create(url);
    expect([status, body.code]).toEqual([422, code]);
    expect(body.remedy).not.toBe('');
  });

  it.each(['expert:EXP01', 'city:operations', 'bureau:nobody'])(
    'for %s, which is no organisation that has cases',
    async (organisation) => {
      expect((await create(URL_THERE, organisation)).body.code).toBe('organisation-unknown');
    },
  );

  it('by whoever has not just signed in', async () => {
    const asked = await ask('', { organisation: BUREAU, url: URL_THERE }, { signedInAgo: 1_000 });
    expect(asked.body.code).toBe('step-up-required');
    expect(await listed()).toEqual([]);
  });
});

describe('a webhook', () => {
  let first: WebhookWithSecret;

  it('is set up by the security administrator, who is shown its secret once; the audit administrator sees who did so, and no token', async () => {
    const { status, body } = await create(URL_THERE);
    first = body;
    expect(status).toBe(200);
    expect(body).toMatchObject({
      organisation: BUREAU,
      url: URL_THERE,
      state: 'active',
      createdBy: 'sec1',
      waiting: 0,
    });
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { secret: _secret, ...view } = body;
    expect(await listed()).toEqual([view]);
    expect(await acts(body.id)).toEqual([['sec1', 'webhook.created', 'https://hooks.example/vermilion']]);
    expect((await create(URL_THERE)).body.code).toBe('webhook-exists');
  });

  it('has a secret that stands nowhere in the database', async () => {
    const [row] = await api.store.database.admin<{ row: string }>('SELECT w::text AS row FROM webhook w');
    const secret = Buffer.from(first.secret.slice('whsec_'.length), 'base64');
    for (const written of ['base64', 'hex'] as const) expect(row?.row).not.toContain(secret.toString(written));
    expect(api.logged()).not.toContain(first.secret);
  });

  it('is tested with an event of no case', async () => {
    expect((await ask(`/${first.id}/test`)).body).toMatchObject({ waiting: 1 });
    const [sent] = await deliveries(first.id);
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      type: 'vermilion.webhook.tested.v1',
      timestamp: expect.stringMatching(/^2018-03-01T/) as unknown,
      data: { case: null, seq: null },
    });
  });

  it('is given another secret, and keeps its place', async () => {
    const { body } = await ask(`/${first.id}/rotation`);
    expect(body).toMatchObject({ id: first.id, generation: 2 });
    expect(body.secret).not.toBe(first.secret);
  });

  it('is disabled for good: what waits is given up, it gets neither secret nor test, and another may take its place', async () => {
    for (let time = 0; time < 2; time++)
      expect((await ask(`/${first.id}/disabling`)).body).toMatchObject({ state: 'disabled', waiting: 0, failed: 1 });
    expect(await deliveries(first.id)).toMatchObject([{ state: 'failed', error: 'withdrawn' }]);
    for (const act of ['rotation', 'test'])
      expect((await ask(`/${first.id}/${act}`)).body.code).toBe('webhook-disabled');
    const again = await create(URL_THERE);
    expect([again.status, again.body.secret === first.secret]).toEqual([200, false]);
    expect((await acts(first.id)).map(([, act]) => act)).toEqual(
      ['disabled', 'rotated', 'tested', 'created'].map((act) => `webhook.${act}`),
    );
  });

  it('that there is not is not found', async () => {
    for (const act of ['disabling', 'rotation', 'test'])
      expect((await ask(`/${randomUUID()}/${act}`)).status).toBe(404);
  });

  it('is refused with what to do where the installation allows no host', async () => {
    await api.restart({ WEBHOOK_HOSTS: '' });
    const { status, body } = await create(URL_THERE);
    expect([status, body.code]).toEqual([409, 'webhooks-off']);
    expect(body.remedy).toContain('WEBHOOK_HOSTS');
    expect(await listed()).toHaveLength(2);
  });
});
