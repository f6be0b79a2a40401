import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { PARTS } from './demo-parts.js';
import { demoUsers, listUserNames, type DemoUser } from './demo-users.js';
import { loginPage } from './login-page.js';
import { oidcKeys } from './oidc-keys.js';
import { createOidcProvider } from './oidc-provider.js';
import { signIn } from './sign-in.js';

const USERS: readonly DemoUser[] = [
  { username: 'ops1', name: '运维 <一>', part: 'oversight' },
  { username: 'ent01-filler', name: '填报人', part: 'filler' },
];

describe('the demonstration identity provider', () => {
  let home: string;
  let server: Server;
  let issuer: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-oidc-'));
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const handle = createOidcProvider(issuer, await oidcKeys(home), USERS).callback();
    server.on('request', (request, response) => void handle(request, response));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(home, { recursive: true });
  });

  it('gives a token for the API that holds the person and nothing about rights', async () => {
    const token = await signIn(issuer, 'ops1');
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${issuer}/jwks`)), {
      issuer,
      audience: 'vermilion-api',
      algorithms: ['ES256'],
    });
    expect(Object.keys(payload).sort()).toEqual(['aud', 'auth_time', 'client_id', 'exp', 'iat', 'iss', 'jti', 'sub']);
    expect(payload.sub).toBe('ops1');
    expect((payload.exp as number) - (payload.iat as number)).toBe(3600);
  });

  it('refuses a wrong password and an unknown person', async () => {
    await expect(signIn(issuer, 'ops1', 'guess')).rejects.toThrow(/could not sign in \(status 401/);
    await expect(signIn(issuer, 'nobody')).rejects.toThrow(/status 401/);
  });

  it('demands PKCE and a redirect to this machine', async () => {
    const ask = (extra: Record<string, string>): Promise<Response> => {
      const query = { client_id: 'vermilion-cli', response_type: 'code', scope: 'openid', ...extra };
      return fetch(`${issuer}/auth?${new URLSearchParams(query).toString()}`, { redirect: 'manual' });
    };
    const challenge = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };
    const withoutPkce = await ask({ redirect_uri: 'http://127.0.0.1:1/callback' });
    expect(withoutPkce.headers.get('location')).toMatch(/error=invalid_request/);
    expect((await ask({ redirect_uri: 'https://example.com/callback', ...challenge })).status).toBe(400);
    expect((await ask({ redirect_uri: 'http://127.0.0.1:9/callback', ...challenge })).status).toBe(303);
  });

  it('keeps its keys over a restart', async () => {
    expect(await oidcKeys(home)).toEqual(await oidcKeys(home));
  });

  it('offers everybody by what they do, with names that cannot become markup', () => {
    const page = loginPage('/interaction/1', USERS);
    expect(page).toContain('<button name="username" value="ops1">运维 &lt;一&gt;');
    expect(page).toContain('企业填报人');
    expect(page).not.toContain('评审专家');
    const parts = demoUsers().map(({ part }) => part);
    expect(PARTS.map(({ part }) => part).sort()).toEqual([...new Set(parts)].sort());
    expect(demoUsers().find(({ username }) => username === 'miit-leader')?.part).toBe('leader');
    expect(demoUsers().find(({ username }) => username === 'd-410122-finance')?.part).toBe('finance');
  });

  it('knows the demonstration users, each once', () => {
    const names = demoUsers().map(({ username }) => username);
    expect(names).toEqual(expect.arrayContaining(['ops1', 'audit1', 'ent12-approver', 'exp15', 'd-zz-gxq-industry']));
    expect(new Set(names).size).toBe(names.length);
    expect(listUserNames(demoUsers(), 60).join(' ').split(' ')).toEqual(names);
  });
});
