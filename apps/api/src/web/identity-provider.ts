import { problem } from '@vermilion/runtime';
import * as oidc from 'openid-client';

/** What must be remembered between sending a browser to the identity provider and its return. */
export interface SignInAttempt {
  readonly state: string;
  readonly verifier: string;
}

/** Signs people in by OpenID Connect: authorisation code with PKCE. No token ever reaches the browser. */
export interface IdentityProvider {
  /** @returns where to send the browser. @throws Problem `busy` while the provider cannot be reached. */
  begin(): Promise<SignInAttempt & { readonly address: string }>;
  /** Whom the provider has named. @throws Problem `unauthorised` when the answer is not the one to this attempt. */
  finish(answer: URL, attempt: SignInAttempt): Promise<{ readonly issuer: string; readonly subject: string }>;
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
    async begin() {
      const config = await configuration();
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid',
        state,
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
        })
        .catch(() => Promise.reject(problem('unauthorised')));
      const claims = tokens.claims();
      if (!claims) throw problem('unauthorised');
      return { issuer: claims.iss, subject: claims.sub };
    },
  };
}

/** Plain HTTP is for a provider on this machine alone. */
function discover(issuer: string, client: string): Promise<oidc.Configuration> {
  const address = new URL(issuer);
  const here = address.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
  return oidc.discovery(address, client, undefined, oidc.None(), here ? { execute: [oidc.allowInsecureRequests] } : {});
}
