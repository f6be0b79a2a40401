import { createHash, randomBytes } from 'node:crypto';
import { DEMO_PASSWORD } from './demo-users.js';

const CLIENT = 'vermilion-cli';
/** Where the provider would send a browser; nobody listens there, the code is read from the address. */
const REDIRECT = 'http://127.0.0.1:1/callback';
const LONGEST_WALK = 8;

/**
 * Signs a demonstration user in as a browser would (authorisation code with PKCE, cookies, login form)
 * and returns the access token. Throws when the provider refuses, with what it said.
 */
export async function signIn(issuer: string, username: string, password = DEMO_PASSWORD): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const start = new URL('/auth', issuer);
  start.search = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: REDIRECT,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const answer = await walk(start, new URLSearchParams({ username, password }));
  const code = answer.searchParams.get('code');
  if (code === null || answer.searchParams.get('state') !== state) {
    throw new Error(
      `${username} could not sign in: ${answer.searchParams.get('error_description') ?? 'the answer does not fit the question'}`,
    );
  }
  return exchange(issuer, code, verifier);
}

/** Follows the redirects with cookies, filling in the login form once, until the provider sends us back. */
async function walk(start: URL, form: URLSearchParams): Promise<URL> {
  const cookies = new Map<string, string>();
  let next: { url: URL; body?: URLSearchParams } = { url: start };
  let asked = false;
  for (let step = 0; step < LONGEST_WALK; step += 1) {
    const response = await request(next.url, cookies, next.body);
    const location = response.headers.get('location');
    if (location !== null) {
      const url = new URL(location, next.url);
      if (url.href.startsWith(REDIRECT)) return url;
      next = { url };
      continue;
    }
    if (!response.ok || asked)
      throw new Error(`${form.get('username')} could not sign in (status ${response.status} at ${next.url.pathname})`);
    asked = true;
    next = { url: next.url, body: form };
  }
  throw new Error('The sign-in goes round in circles');
}

async function request(url: URL, cookies: Map<string, string>, body?: URLSearchParams): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    body,
    redirect: 'manual',
    headers: cookie === '' ? {} : { cookie },
  });
  for (const line of response.headers.getSetCookie()) {
    const [name, value] = (line.split(';')[0] as string).split(/=(.*)/s);
    if (name !== undefined && value !== undefined) cookies.set(name, value);
  }
  await response.arrayBuffer();
  return response;
}

async function exchange(issuer: string, code: string, verifier: string): Promise<string> {
  const response = await fetch(new URL('/token', issuer), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT,
      redirect_uri: REDIRECT,
      code,
      code_verifier: verifier,
    }),
  });
  const reply = (await response.json()) as { access_token?: string; error_description?: string };
  if (reply.access_token === undefined)
    throw new Error(`No access token: ${reply.error_description ?? response.status}`);
  return reply.access_token;
}
