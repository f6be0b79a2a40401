import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { MeView } from '@vermilion/contracts';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ REQUESTS_PER_MINUTE: '40' });
}, 120_000);
afterAll(() => api.stop());

describe('a token', () => {
  it('of the issuer, for this audience and in time, lets a person in with the own memberships', async () => {
    const me = await api.ask<MeView>('GET', '/me', { as: 'miit-officer' });
    expect(me.status).toBe(200);
    expect(me.body.acting).toMatchObject({ organisation: { id: 'bureau:miit' }, role: 'officer' });
  });

  it.each([
    ['another issuer', { issuer: 'https://elsewhere.example' }],
    ['another audience', { audience: 'another-api' }],
    ['no signature', { algorithm: 'none' }],
    ['a public key as shared secret', { algorithm: 'HS256' }],
    ['a key that is not the issuer’s', { algorithm: 'foreign-key' }],
    ['a time that has passed', { expiresIn: -60 }],
    ['a time that has not come', { notBefore: 60 }],
  ] as const)('with %s is refused with 401 and no word of why', async (_, token) => {
    const answer = await api.ask('GET', '/me', { as: 'ops1', token });
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorised', title: '未登录或登录已失效' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toMatch(/signature|issuer|audience|expired|alg/i);
  });

  it('is needed, and must be one', async () => {
    expect(await api.ask('GET', '/cases')).toMatchObject({ status: 401 });
    const headers = { authorization: 'Bearer not-a-token' };
    expect(await api.ask('GET', '/cases', { headers })).toMatchObject({ status: 401, body: { code: 'unauthorised' } });
  });
});

describe('a membership', () => {
  it('which the person does not have cannot be chosen', async () => {
    const headers = { 'x-vermilion-organisation': 'city:operations' };
    const answer = await api.ask('GET', '/cases', { as: 'ent01-filler', headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'no-membership' } });
  });

  it('must be chosen by whoever has several, and is then the one that counts', async () => {
    const [{ organisation } = { organisation: '' }] = await api.store.database.admin<{ organisation: string }>(
      `SELECT organisation FROM member WHERE sub = 'ent02-filler'`,
    );
    await api.store.database.admin('INSERT INTO member (issuer, sub, organisation, role) VALUES ($1, $2, $3, $4)', [
      api.issuer.url,
      'ent01-filler',
      organisation,
      'filler',
    ]);
    expect(await api.ask('GET', '/cases', { as: 'ent01-filler' })).toMatchObject({ body: { code: 'no-membership' } });
    const headers = { 'x-vermilion-organisation': organisation };
    const me = await api.ask<MeView>('GET', '/me', { as: 'ent01-filler', headers });
    expect(me.body).toMatchObject({ acting: { organisation: { id: organisation } } });
    expect(me.body.memberships).toHaveLength(2);
    await api.store.database.admin(`DELETE FROM member WHERE sub = 'ent01-filler' AND organisation = $1`, [
      organisation,
    ]);
    expect(await api.ask('GET', '/cases', { as: 'ent01-filler', headers })).toMatchObject({ status: 403 });
  });

  it('is chosen by role, too, where one organisation gave a person several', async () => {
    await api.store.database.admin(
      `INSERT INTO member (issuer, sub, organisation, role)
       SELECT issuer, sub, organisation, 'approver' FROM member WHERE sub = 'ent03-filler'`,
    );
    const [{ organisation } = { organisation: '' }] = await api.store.database.admin<{ organisation: string }>(
      `SELECT DISTINCT organisation FROM member WHERE sub = 'ent03-filler'`,
    );
    const there = { 'x-vermilion-organisation': organisation };
    for (const headers of [{}, there]) {
      const unclear = { as: 'ent03-filler', headers };
      expect(await api.ask('GET', '/me', unclear)).toMatchObject({ status: 200, body: { acting: null } });
      for (const [method, path] of [
        ['GET', '/cases'],
        ['POST', '/cases'],
      ] as const) {
        const refused = await api.ask(method, path, unclear);
        expect(refused).toMatchObject({ status: 403, body: { code: 'no-membership' } });
        expect(JSON.stringify(refused.body)).toContain('X-Vermilion-Role');
      }
    }
    for (const role of ['filler', 'approver']) {
      const me = await api.ask('GET', '/me', { as: 'ent03-filler', headers: { ...there, 'x-vermilion-role': role } });
      expect(me.body).toMatchObject({ acting: { organisation: { id: organisation }, role } });
    }
    const foreign = { as: 'ent03-filler', headers: { ...there, 'x-vermilion-role': 'auditor' } };
    expect(await api.ask('GET', '/me', foreign)).toMatchObject({ status: 403, body: { code: 'no-membership' } });
  });

  it('of an office opens no application', async () => {
    const open = { key: randomUUID(), json: { procedure: 'smart-workshop' } };
    expect(await api.ask('POST', '/cases', { as: 'd-410122-industry', ...open })).toMatchObject({
      status: 403,
      body: { code: 'role-not-permitted' },
    });
  });
});

describe('too many requests', () => {
  it('of one caller are refused with the time to wait; another caller is not touched', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => api.ask('GET', '/me', { as: 'ent12-filler' })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await api.ask('GET', '/me', { as: 'ent11-filler' })).toMatchObject({ status: 200 });
  });
});
