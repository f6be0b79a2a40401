import { jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '@vermilion/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { tokenVerifier, type TokenVerifier } from './token-verifier.js';

const NOW = Date.parse('2018-03-01T09:00:00+08:00');
const AUDIENCE = 'vermilion-api';

let server: Server;
let issuer: string;
let keys: JWK[];
let silent: boolean;
let own: CryptoKey;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  own = privateKey;
  const shown: JWK = { ...(await exportJWK(publicKey)), kid: 'own', alg: 'ES256' };
  server = createServer((request, response) => {
    if (silent) return response.writeHead(503).end();
    return response.end(JSON.stringify(request.url === '/jwks' ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  keys = [shown];
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let shown: JWK[];
let verifier: TokenVerifier;
beforeEach(() => {
  // Only the time of day is the test's own: requests to the issuer are real ones.
  jest.useFakeTimers({
    now: NOW,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  shown = keys;
  silent = false;
  verifier = tokenVerifier(issuer, AUDIENCE, 2_000);
});
afterEach(() => {
  keys = shown;
  jest.useRealTimers();
});

/** A token of the issuer that is good for so many seconds. */
const tokenFor = (seconds: number) =>
  new SignJWT({ sub: 'miit-leader' })
    .setProtectedHeader({ alg: 'ES256', kid: 'own' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt(NOW / 1000)
    .setExpirationTime(NOW / 1000 + seconds)
    .sign(own);

/** What the token opens after so many seconds: whom, or why nobody. */
async function after(seconds: number, token: string): Promise<string> {
  jest.setSystemTime(NOW + seconds * 1000);
  try {
    return (await verifier.verify(token)).subject;
  } catch (error) {
    if (error instanceof Problem) return error.body.code;
    throw error;
  }
}

describe('a token whose signature was found good', () => {
  it('is refused once it has expired, whenever it was last looked at', async () => {
    const token = await tokenFor(40);
    expect(await after(39, token)).toBe('miit-leader');
    // Five seconds are allowed for clocks that differ, and none more.
    expect(await after(46, token)).toBe('unauthorised');
  });

  it('opens nothing a minute after its key was withdrawn, however often it has come meanwhile', async () => {
    const token = await tokenFor(3_600);
    expect(await after(0, token)).toBe('miit-leader');
    expect(await after(29, token)).toBe('miit-leader');
    keys = [];
    for (const second of [30, 45, 59]) await after(second, token);
    expect(await after(89, token)).toBe('unauthorised');
  });
});

describe('while the issuer is silent', () => {
  it('the keys that it last had go on opening for ten minutes; then nobody can tell, which is no refusal of the person', async () => {
    const token = await tokenFor(3_600);
    expect(await after(0, token)).toBe('miit-leader');
    silent = true;
    expect(await after(120, token)).toBe('miit-leader');
    expect(await after(590, token)).toBe('miit-leader');
    expect(await after(640, token)).toBe('busy');
    silent = false;
    expect(await after(660, token)).toBe('miit-leader');
  });
});
