import { problem } from '@vermilion/runtime';
import * as oidc from 'openid-client';
import { logoutTokens, type SignedOut } from './logout-token.js';

/** What must be remembered between sending a browser to the identity provider and its return. */
export interface SignInAttempt {
  readonly state: string;
  readonly verifier: string;
}

/** Whom the provider has named, and when they have shown who they are, in seconds since 1970. */
export interface SignedIn {
  readonly issuer: string;
  readonly subject: string;
  readonly authenticatedAt: number;
}

/** The provider is not taken at its word for a sign-in of longer ago. */
const LONGEST_SESSION_S = 12 * 3_600;

/** Signs people in by OpenID Connect: authorisation code with PKCE. No token ever reaches the browser. */
export interface IdentityProvider {
  /** @param fresh whether the person must show anew who they are. @returns where to send the browser. @throws Problem `busy` while the provider cannot be reached. */
  begin(fresh: boolean): Promise<SignInAttempt & { readonly address: string }>;
  /** Whom the provider has named. @throws Problem `unauthorised` when the answer is not the one to this attempt. */
  finish(answer: URL, attempt: SignInAttempt): Promise<SignedIn>;
  /** Whom the provider has signed out, by its own signed word. @throws Problem `unauthorised` for any other token. */
  loggedOut(token: string): Promise<SignedOut>;
}

/** The identity provider at an issuer, for this public client. `callback` is the address to which it sends browsers back. */
export function identityProvider(issuer: string, client: string, callback: string): IdentityProvider {
  let found: Promise<oidc.Configuration> | null = null;
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= discover(issuer, client).catch((error: unknown) => {
      found = null;
      throw error;
    });
    return found.catch(() => Promise.reject(problem('busy')));
  };
  return {
    loggedOut: logoutTokens(issuer, client),
    async begin(fresh) {
      const config = await configuration();
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid',
        state,
        ...(fresh ? { prompt: 'login', max_age: '0' } : { max_age: String(LONGEST_SESSION_S) }),
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { state, verifier, address: address.href };
    },
    async finish(answer, { state, verifier }) {
      const config = await configuration();
      const tokens = await oidc
        .authorizationCodeGrant(config, answer, {
          expectedState: state,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
          maxAge: LONGEST_SESSION_S,
        })
        .catch(() => Promise.reject(problem('unauthorised')));
      const claims = tokens.claims();
      if (!claims) throw problem('unauthorised');
      return { issuer: claims.iss, subject: claims.sub, authenticatedAt: Number(claims.auth_time) };
    },
  };
}

/** Plain HTTP is for a provider on this machine alone. */
function discover(issuer: string, client: string): Promise<oidc.Configuration> {
  const address = new URL(issuer);
  const here = address.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
  return oidc.discovery(address, client, undefined, oidc.None(), here ? { execute: [oidc.allowInsecureRequests] } : {});
}
