import { errors, interactionPolicy, Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEMO_PASSWORD, type DemoUser } from './demo-users.js';
import { loginPage } from './login-page.js';
import type { OidcKeys } from './oidc-keys.js';

const AUDIENCE = 'vermilion-api';
/** The resource indicator (an absolute URI, as RFC 8707 wants) whose access tokens carry the audience above. */
const RESOURCE = 'urn:vermilion:api';
const CLI_CLIENT = 'vermilion-cli';
const TOKEN_LIFE_SECONDS = 3_600;
const SESSION_LIFE_SECONDS = 12 * 3_600;
const LONGEST_FORM_BYTES = 10_000;

/** An OpenID Connect provider for demonstrations: authorisation code with PKCE, public clients, access tokens as JWT without roles. */
export function createOidcProvider(issuer: string, keys: OidcKeys, users: readonly DemoUser[]): Provider {
  const byName = new Map(users.map((user) => [user.username, user]));
  const provider = new Provider(issuer, configuration(keys, byName));
  provider.use(async (ctx, next) => {
    const match = /^\/interaction\/([\w-]+)$/.exec(ctx.path);
    if (match === null) return void (await next());
    // The provider's own routes have not run, so the plain request and response are still ours.
    ctx.respond = false;
    await interact(provider, byName, ctx.req, ctx.res);
  });
  return provider;
}

/** Only the sign-in asks something: the clients are Vermilion's own, so nobody is asked for consent. */
function signInOnly() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

function configuration(keys: OidcKeys, users: ReadonlyMap<string, DemoUser>): Configuration {
  const publicClient = (clientId: string, redirects: string[]) => ({
    client_id: clientId,
    token_endpoint_auth_method: 'none' as const,
    // Native: any port of the loopback address is allowed in the redirect (RFC 8252).
    application_type: 'native' as const,
    redirect_uris: redirects,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
  });
  return {
    clients: [
      publicClient(CLI_CLIENT, ['http://127.0.0.1/callback']),
      publicClient('vermilion-web', ['http://127.0.0.1/auth/callback']),
    ],
    jwks: keys.jwks,
    cookies: { keys: [keys.cookieKey] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name'] },
    ttl: {
      AccessToken: TOKEN_LIFE_SECONDS,
      IdToken: TOKEN_LIFE_SECONDS,
      Session: SESSION_LIFE_SECONDS,
      Grant: SESSION_LIFE_SECONDS,
      Interaction: 600,
      AuthorizationCode: 60,
    },
    clientBasedCORS: (_ctx, origin) => isLoopback(origin),
    interactions: { policy: signInOnly(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => {
      const user = users.get(sub);
      return user && { accountId: sub, claims: () => ({ sub, name: user.name }) };
    },
    loadExistingGrant: grantEverything,
    // When the person has shown who they are: some steps want that to be fresh (RFC 9470).
    extraTokenClaims: (ctx) => ({ auth_time: ctx.oidc.entities.AuthorizationCode?.authTime }),
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenTTL: TOKEN_LIFE_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}

/** What consent would have granted. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found !== undefined) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

async function interact(
  provider: Provider,
  users: ReadonlyMap<string, DemoUser>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const details = await provider.interactionDetails(request, response);
    const action = `/interaction/${details.uid}`;
    if (request.method !== 'POST') return showPage(response, 200, loginPage(action, [...users.values()]));
    const form = new URLSearchParams(await readBody(request));
    const username = form.get('username')?.trim() ?? '';
    if (!users.has(username) || !isPassword(form.get('password') ?? '')) {
      return showPage(
        response,
        401,
        loginPage(action, [...users.values()], '用户名或密码不正确 · Wrong user name or password'),
      );
    }
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: username } },
      { mergeWithLastSubmission: false },
    );
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) console.error(error);
    showPage(
      response,
      400,
      '<!doctype html><meta charset="utf-8"><p>登录已过期，请重新开始 · This sign-in has expired, please start again</p>',
    );
  }
}

function showPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LONGEST_FORM_BYTES) throw new Error('The form is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function isPassword(given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(DEMO_PASSWORD));
}

function isLoopback(origin: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin);
}
