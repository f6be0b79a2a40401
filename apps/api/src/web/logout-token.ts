import { problem } from '@vermilion/runtime';
import { jwtVerify } from 'jose';
import { COOLDOWN_MS, keysOfIssuer, SIGNATURES } from '../access/issuer-keys.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const OLDEST_S = 120;

/** Whose sessions are over, by the word of the identity provider. */
export interface SignedOut {
  readonly issuer: string;
  readonly subject: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** Reads the token with which the provider says that a person is signed out or disabled. Source: OpenID Connect Back-Channel Logout 1.0, 2.6. */
export function logoutTokens(issuer: string, client: string): (token: string) => Promise<SignedOut> {
  const keys = keysOfIssuer(issuer, COOLDOWN_MS);
  return async (token) => {
    const key = await keys().catch(() => Promise.reject(problem('busy')));
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience: client,
      algorithms: [...SIGNATURES],
      requiredClaims: ['sub', 'iat', 'jti', 'events'],
      maxTokenAge: OLDEST_S,
    }).catch(() => Promise.reject(problem('unauthorised')));
    const events = payload['events'] as { readonly [event: string]: unknown } | null;
    // A token of another purpose has a nonce, or no such event.
    if ('nonce' in payload || typeof events?.[EVENT] !== 'object') throw problem('unauthorised');
    return { issuer, subject: String(payload.sub), at: Number(payload.iat) };
  };
}
