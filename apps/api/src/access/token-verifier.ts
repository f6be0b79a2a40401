import { problem } from '@vermilion/runtime';
import { errors, jwtVerify } from 'jose';
import { keysOfIssuer, SIGNATURES } from './issuer-keys.js';

/** Who a token stands for, and how long. */
export interface Bearer {
  readonly issuer: string;
  readonly subject: string;
  /** Seconds since 1970. */
  readonly expires: number;
  /** When the person has last shown who they are, seconds since 1970; null when the issuer does not say. */
  readonly authenticatedAt: number | null;
}

export interface TokenVerifier {
  /** @throws Problem `unauthorised` for whatever is wrong with the token, `busy` when the issuer's keys cannot be had. */
  verify(token: string): Promise<Bearer>;
}

const CLOCK_TOLERANCE_S = 5;

/** Verifies access tokens of one issuer for one audience; the issuer's keys are found by discovery and kept. */
export function tokenVerifier(issuer: string, audience: string, cooldownMs: number): TokenVerifier {
  const keysOf = keysOfIssuer(issuer, cooldownMs);
  return {
    async verify(token) {
      const key = await keysOf().catch(() => Promise.reject(problem('busy')));
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer,
          audience,
          algorithms: [...SIGNATURES],
          requiredClaims: ['sub', 'exp'],
          clockTolerance: CLOCK_TOLERANCE_S,
        });
        const shown = payload['auth_time'];
        const authenticatedAt = typeof shown === 'number' ? shown : null;
        return { issuer, subject: String(payload.sub), expires: Number(payload.exp), authenticatedAt };
      } catch (error) {
        if (error instanceof errors.JWKSTimeout) throw problem('busy');
        throw problem('unauthorised');
      }
    },
  };
}
