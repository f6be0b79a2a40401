import { jest } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProblemBody } from '@vermilion/contracts';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ PUBLIC_URL: 'http://127.0.0.1:1', REQUESTS_PER_MINUTE: '400' });
}, 120_000);
afterAll(() => api.stop());

const SESSION = '__Host-vermilion';

/** A session as the database has it after a sign-in of so long ago; `seen` is when the browser was last heard of. */
async function session(subject: string, { signedInAgo = 0, seenAgo = 0, endsIn = 3600 } = {}): Promise<string> {
  const secret = randomUUID();
  await api.store.database.admin(
    `INSERT INTO web_session (id_hash, issuer, subject, expires_at, authenticated_at, seen_at)
     VALUES ($1, $2, $3, now() + make_interval(secs => $4), now() - make_interval(secs => $5), now() - make_interval(secs => $6))`,
    [createHash('sha256').update(secret).digest('hex'), api.issuer.url, subject, endsIn, signedInAgo, seenAgo],
  );
  return secret;
}

const cookieOf = (secret: string, more: { readonly [name: string]: string } = {}) => ({
  headers: { cookie: `${SESSION}=${secret}`, 'sec-fetch-site': 'same-origin', ...more },
});

/** Goes to the provider and back as a browser does. @returns the cookies that were set on the way back, and where to */
async function signIn(subject: string, before?: string, to = '/desk&fresh=1') {
  const begun = await fetch(`${api.url}/auth/login?to=${to}`, { redirect: 'manual' });
  const address = new URL(begun.headers.get('location') ?? '');
  const attempt = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const back = await fetch(`${api.url}/auth/callback?code=${subject}&state=${address.searchParams.get('state')}`, {
    redirect: 'manual',
    headers: { cookie: [attempt, ...(before === undefined ? [] : [`${SESSION}=${before}`])].join('; ') },
  });
  const cookie = back.headers.getSetCookie().find((line) => line.startsWith(`${SESSION}=`)) ?? '';
  return { address, back, cookie, secret: /=([^;]*)/.exec(cookie)?.[1] ?? '' };
}

/** Source: 等保2.0 三级 8.1.4.1 身份鉴别; OWASP Session Management. */
describe('the session of a browser', () => {
  it('begins with a new secret at each sign-in, out of reach of scripts and other hosts; the former one opens nothing more', async () => {
    const former = await session('miit-leader');
    const { secret, cookie } = await signIn('miit-leader', former);
    expect(secret).not.toBe(former);
    for (const word of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(word);
    expect(cookie).not.toContain('Domain');
    expect(await api.ask('GET', '/me', cookieOf(secret))).toMatchObject({
      status: 200,
      body: { person: 'miit-leader' },
    });
    expect(await api.ask('GET', '/me', cookieOf(former))).toMatchObject({ status: 401 });
  });

  it('is over after half an hour without a request, and at its end whatever happens', async () => {
    expect(await api.ask('GET', '/me', cookieOf(await session('ops1', { seenAgo: 1_790 })))).toMatchObject({
      status: 200,
    });
    for (const over of [{ seenAgo: 1_810 }, { endsIn: -1 }])
      expect(await api.ask('GET', '/me', cookieOf(await session('ops1', over)))).toMatchObject({ status: 401 });
  });

  it('goes on while the browser is heard of', async () => {
    const secret = await session('ops1', { seenAgo: 120 });
    await api.ask('GET', '/me', cookieOf(secret));
    const [row] = await api.store.database.admin<{ fresh: boolean }>(
      `SELECT seen_at > now() - interval '30 seconds' AS fresh FROM web_session WHERE id_hash = $1`,
      [createHash('sha256').update(secret).digest('hex')],
    );
    expect(row?.fresh).toBe(true);
  });

  it('ends when the person signs out', async () => {
    const secret = await session('ops1');
    expect((await fetch(`${api.url}/auth/logout`, { method: 'POST', ...cookieOf(secret) })).status).toBe(204);
    expect(await api.ask('GET', '/me', cookieOf(secret))).toMatchObject({ status: 401 });
  });

  it('changes nothing for another site, on whichever route', async () => {
    const secret = await session('ent01-filler');
    const { body } = await api.ask<{ paths: { [path: string]: object } }>('GET', '/api/openapi.json');
    const changing = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((method) => method !== 'get')
        .map((method) => [method.toUpperCase(), path.replace('/api/v1', '').replace(/\{\w+\}/g, 'x')] as const),
    );
    expect(changing.length).toBeGreaterThan(20);
    for (const site of ['cross-site', 'same-site', 'none'])
      for (const [method, path] of changing.filter(([, at]) => !/^\/(notices|objections)/.test(at))) {
        const answer = await api.ask<ProblemBody>(method, path, cookieOf(secret, { 'sec-fetch-site': site }));
        expect([method, path, site, answer.body.code]).toEqual([method, path, site, 'cross-site']);
      }
  });
});

describe('somebody who may no longer', () => {
  it('is refused with the next request once the register has ended the membership', async () => {
    const secret = await session('ent09-filler');
    expect(await api.ask('GET', '/cases', cookieOf(secret))).toMatchObject({ status: 200 });
    await api.store.database.admin(`DELETE FROM member WHERE sub = 'ent09-filler'`);
    for (const asked of [cookieOf(secret), { as: 'ent09-filler' }])
      expect(await api.ask('GET', '/cases', asked)).toMatchObject({ status: 403, body: { code: 'no-membership' } });
  });

  const logout = async (claims: object, audience = 'vermilion-web', subject = 'ent10-filler') => {
    const token = await api.issuer.token(subject, { audience, claims: { ...claims } });
    const body = new URLSearchParams({ logout_token: token });
    return (await fetch(`${api.url}/auth/backchannel-logout`, { method: 'POST', body })).status;
  };
  const now = () => Math.floor(Date.now() / 1000);
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };

  it('is signed out everywhere by the word of the identity provider (OpenID Connect Back-Channel Logout)', async () => {
    const [one, other, neighbour] = [
      await session('ent10-filler'),
      await session('ent10-filler'),
      await session('ent11-filler'),
    ];
    expect(await logout({ events, jti: 'a', iat: now() })).toBe(200);
    for (const secret of [one, other])
      expect(await api.ask('GET', '/me', cookieOf(secret))).toMatchObject({ status: 401 });
    expect(await api.ask('GET', '/me', cookieOf(neighbour))).toMatchObject({ status: 200 });
  });

  it('loses with it whatever is open and every token from before, and is let in again with a new one', async () => {
    const [token, secret] = [await api.issuer.token('ent12-filler'), await session('ent12-filler')];
    const streams = await Promise.all(
      [{ authorization: `Bearer ${token}` }, cookieOf(secret).headers].map((headers) =>
        fetch(`${api.url}/api/v1/stream`, { headers, signal: AbortSignal.timeout(30_000) }),
      ),
    );
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    expect(await logout({ events, jti: 'f', iat: now() }, undefined, 'ent12-filler')).toBe(200);
    for (const asked of [{ headers: { authorization: `Bearer ${token}` } }, cookieOf(secret)])
      expect(await api.ask('GET', '/me', asked)).toMatchObject({ status: 401 });
    // Each ends by itself, well within a minute: otherwise the time limit of the request breaks it off, and reading fails.
    for (const stream of streams) expect(await stream.text()).toContain('listening');
    const since = { as: 'ent12-filler', token: { claims: { iat: now() + 1 } } };
    expect(await api.ask('GET', '/me', since)).toMatchObject({ status: 200 });
  });

  it.each([
    ['of another purpose', { jti: 'b', iat: 0 }, undefined],
    ['with a nonce', { events, jti: 'c', iat: 0, nonce: 'x' }, undefined],
    ['for another client', { events, jti: 'd', iat: 0 }, 'vermilion-cli'],
    ['of an hour ago', { events, jti: 'e', iat: -3600 }, undefined],
  ])('but not by a token %s', async (_, claims, audience) => {
    const secret = await session('ent10-filler');
    expect(await logout({ ...claims, iat: now() + claims.iat }, audience)).toBe(401);
    expect(await api.ask('GET', '/me', cookieOf(secret))).toMatchObject({ status: 200 });
  });
});

/** 签发 and taking data away. Source: RFC 9470 Step Up Authentication Challenge. */
describe('a step for which one must have shown lately who one is', () => {
  const sign = (asked: object) =>
    api.ask<ProblemBody>('POST', '/cases/2018-000999/commands', {
      key: randomUUID(),
      json: { type: 'sign', payload: {}, expectedSeq: 1 },
      ...asked,
    });
  const refused = {
    status: 403,
    body: { code: 'step-up-required', remedy: expect.stringContaining('重新认证') as string },
  };

  it('is refused with what to do after a quarter of an hour, to a browser and to a program', async () => {
    const stale = { signedInAgo: 901 };
    const answer = await sign(cookieOf(await session('miit-leader', stale)));
    expect(answer).toMatchObject(refused);
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_user_authentication');
    for (const token of [stale, { signedInAgo: null }])
      expect(await sign({ as: 'miit-leader', token })).toMatchObject(refused);
    const issue = { type: 'issue', payload: {}, expectedSeq: 1 };
    const round = { as: 'miit-leader', token: stale, key: randomUUID(), json: issue };
    expect(await api.ask('POST', '/rounds/smart-workshop-2018/commands', round)).toMatchObject(refused);
  });

  it('is heard afterwards, and every other step at any time', async () => {
    expect(await sign({ as: 'miit-leader' })).toMatchObject({ status: 404 });
    const { secret, address } = await signIn('miit-leader');
    expect([address.searchParams.get('prompt'), address.searchParams.get('max_age')]).toEqual(['login', '0']);
    expect(await sign(cookieOf(secret))).toMatchObject({ status: 404 });
    const pass = { json: { type: 'pass', payload: { opinion: '同意' }, expectedSeq: 1 } };
    expect(await sign({ as: 'miit-leader', token: { signedInAgo: 9_000 }, ...pass })).toMatchObject({ status: 404 });
  });

  it('leads whoever follows a link to a file through the sign-in, and back to the file', async () => {
    const file = '/api/v1/rounds/smart-workshop-2018/districts/410122/summary.xlsx';
    const secret = await session('miit-officer', { signedInAgo: 901 });
    expect(await api.ask('GET', file.slice(7), cookieOf(secret))).toMatchObject(refused);
    const { headers } = cookieOf(secret, { accept: 'text/html' });
    const led = await fetch(`${api.url}${file}`, { headers, redirect: 'manual' });
    expect(led.headers.get('location')).toBe(`/auth/login?fresh=1&to=${encodeURIComponent(file)}`);
    expect((await signIn('miit-officer', secret, encodeURIComponent(file))).back.headers.get('location')).toBe(file);
  });
});

describe('the keys of the issuer', () => {
  const me = (token: object) => api.ask('GET', '/me', { as: 'ops1', token });

  it('are looked for again when a token names a new one, and not for each invented one', async () => {
    await api.restart({ OIDC_KEYS_COOLDOWN_MS: '2000' });
    expect(await me({})).toMatchObject({ status: 200 });
    await sleep(2_100);
    const before = api.issuer.keysAsked();
    for (let at = 0; at < 20; at++) expect(await me({ kid: `invented-${at}` })).toMatchObject({ status: 401 });
    expect(api.issuer.keysAsked() - before).toBeLessThanOrEqual(2);
    await sleep(2_100);
    expect(await me({ rotated: true })).toMatchObject({ status: 200 });
    expect(await me({})).toMatchObject({ status: 200 });
  });
});

describe('whoever tries tokens', () => {
  it('is stopped by address, and told when to come again', async () => {
    const tries = await Promise.all(
      Array.from({ length: 450 }, () => api.ask('GET', '/me', { headers: { authorization: 'Bearer x.y.z' } })),
    );
    const stopped = tries.filter(({ status }) => status === 429);
    expect(stopped.length).toBeGreaterThanOrEqual(40);
    expect(Number(stopped[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
