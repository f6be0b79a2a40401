import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** What a test may want otherwise in a token. */
export interface TokenWish {
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now; negative has passed. */
  readonly expiresIn?: number;
  readonly algorithm?: 'ES256' | 'none' | 'HS256' | 'foreign-key';
}

/** An identity provider of a test: discovery, keys, and tokens of every kind, good and bad. */
export interface TestIssuer {
  readonly url: string;
  token(subject: string, wish?: TokenWish): Promise<string>;
  stop(): Promise<void>;
}

export const TEST_AUDIENCE = 'vermilion-api';
const KEY_ID = 'test-key';

/** Starts it on a free port. */
export async function startIssuer(): Promise<TestIssuer> {
  const own = await generateKeyPair('ES256');
  const foreign = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: KEY_ID, alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/jwks') response.end(JSON.stringify({ keys: [jwk] }));
    else if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks` }));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async token(subject, wish = {}) {
      const now = Math.floor(Date.now() / 1000);
      const claims: JWTPayload = {
        iss: wish.issuer ?? url,
        aud: wish.audience ?? TEST_AUDIENCE,
        sub: subject,
        iat: now - 7200,
        exp: now + (wish.expiresIn ?? 3600),
      };
      const algorithm = wish.algorithm ?? 'ES256';
      // A public key used as a shared secret, and no signature at all: what careless verifiers take.
      if (algorithm === 'none') return unsigned({ alg: 'none' }, claims);
      if (algorithm === 'HS256') return hmacSigned(claims, JSON.stringify(jwk));
      const key = algorithm === 'foreign-key' ? foreign.privateKey : own.privateKey;
      return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: KEY_ID }).sign(key);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function unsigned(header: object, claims: JWTPayload): string {
  return `${encoded(header)}.${encoded(claims)}.`;
}

function hmacSigned(claims: JWTPayload, secret: string): string {
  const body = `${encoded({ alg: 'HS256', kid: KEY_ID })}.${encoded(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
