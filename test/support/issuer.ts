import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

/** What a test may want otherwise in a token. */
export interface TokenWish {
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now; negative has passed. */
  readonly expiresIn?: number;
  /** Seconds from now at which it begins to hold. */
  readonly notBefore?: number;
  /** Seconds since the person has shown who they are; null: the token does not say. */
  readonly signedInAgo?: number | null;
  /** Signed with a key that the issuer has made since. */
  readonly rotated?: boolean;
  /** The name of a key that the issuer may not have. */
  readonly kid?: string;
  /** Everything else that it says. */
  readonly claims?: JWTPayload;
  readonly algorithm?: 'ES256' | 'none' | 'HS256' | 'foreign-key';
}

/** An identity provider of a test: discovery, keys, and tokens of every kind, good and bad. */
export interface TestIssuer {
  readonly url: string;
  token(subject: string, wish?: TokenWish): Promise<string>;
  /** How often somebody has asked for the keys. */
  keysAsked(): number;
  stop(): Promise<void>;
}

export const TEST_AUDIENCE = 'vermilion-api';
const KEY_ID = 'test-key';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: object;
}

async function newKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

/** Starts it on a free port. */
export async function startIssuer(): Promise<TestIssuer> {
  const [own, foreign, next] = await Promise.all([newKey(KEY_ID), newKey(KEY_ID), newKey('next-key')]);
  // The next key is made from the start, and shown once the issuer signs with it.
  const [shown, count] = [[own], { keys: 0 }];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/jwks') count.keys += 1;
    void answer(request).then((body) => (body ? response.end(JSON.stringify(body)) : response.writeHead(404).end()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token: TestIssuer['token'] = async (subject, wish = {}) => {
    if (wish.rotated === true && !shown.includes(next)) shown.push(next);
    return signed(claimsOf(url, subject, wish), wish, { own, foreign, next });
  };
  const answer = async (request: IncomingMessage): Promise<object | null> => {
    if (request.url === '/jwks') return { keys: shown.map(({ jwk }) => jwk) };
    if (request.url === '/token') return tokensFor(await codeIn(request), token);
    return request.url === '/.well-known/openid-configuration' ? discoveryOf(url) : null;
  };
  return {
    url,
    token,
    keysAsked: () => count.keys,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function discoveryOf(url: string): object {
  const endpoints = { authorization_endpoint: `${url}/auth`, token_endpoint: `${url}/token`, jwks_uri: `${url}/jwks` };
  return { issuer: url, ...endpoints, id_token_signing_alg_values_supported: ['ES256'] };
}

/** The code of an authorisation is the name of whoever signed in. */
async function codeIn(request: IncomingMessage): Promise<string> {
  let form = '';
  for await (const part of request) form += String(part);
  return new URLSearchParams(form).get('code') ?? '';
}

async function tokensFor(subject: string, token: TestIssuer['token']): Promise<object> {
  const claims = { iat: Math.floor(Date.now() / 1000) };
  const idToken = await token(subject, { audience: 'vermilion-web', claims });
  return { access_token: await token(subject), token_type: 'Bearer', id_token: idToken };
}

function claimsOf(url: string, subject: string, wish: TokenWish): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: wish.issuer ?? url,
    aud: wish.audience ?? TEST_AUDIENCE,
    sub: subject,
    iat: now - 7200,
    exp: now + (wish.expiresIn ?? 3600),
    ...(wish.notBefore === undefined ? {} : { nbf: now + wish.notBefore }),
    ...(wish.signedInAgo === null ? {} : { auth_time: now - (wish.signedInAgo ?? 0) }),
    ...wish.claims,
  };
}

function signed(
  claims: JWTPayload,
  { algorithm, rotated, kid }: TokenWish,
  { own, foreign, next }: { readonly [name in 'own' | 'foreign' | 'next']: SigningKey },
): Promise<string> | string {
  // A public key used as a shared secret, and no signature at all: what careless verifiers take.
  if (algorithm === 'none') return unsigned({ alg: 'none' }, claims);
  if (algorithm === 'HS256') return hmacSigned(claims, JSON.stringify(own.jwk));
  const key = rotated === true ? next : own;
  const header = { alg: 'ES256', kid: kid ?? key.kid };
  return new SignJWT(claims)
    .setProtectedHeader(header)
    .sign(algorithm === 'foreign-key' ? foreign.privateKey : key.privateKey);
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function unsigned(header: object, claims: JWTPayload): string {
  return `${encoded(header)}.${encoded(claims)}.`;
}

function hmacSigned(claims: JWTPayload, secret: string): string {
  const body = `${encoded({ alg: 'HS256', kid: KEY_ID })}.${encoded(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
