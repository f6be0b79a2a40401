import { problem } from '@vermilion/runtime';
import { errors, jwtVerify } from 'jose';
import { IssuerSilent, keysOfIssuer, SIGNATURES } from './issuer-keys.js';

/** Who a token stands for, and how long. */
export interface Bearer {
  readonly issuer: string;
  readonly subject: string;
  /** Seconds since 1970; 0 when the token does not say, and any word of the issuer about the person came later. */
  readonly issuedAt: number;
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
/**
 * So long a signature that was found good need not be looked at again. Together with the time for which keys are kept (`issuer-keys.ts`), a key
 * that the issuer has withdrawn opens for a minute at most.
 */
const GOOD_FOR_S = 30;
const MOST_KEPT = 2_000;

/** Verifies access tokens of one issuer for one audience; the issuer's keys are found by discovery and kept. */
export function tokenVerifier(issuer: string, audience: string, cooldownMs: number): TokenVerifier {
  const keysOf = keysOfIssuer(issuer, cooldownMs);
  const good = goodTokens();
  return {
    async verify(token) {
      const seen = good.find(token);
      if (seen) return seen;
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
        const bearer = {
          issuer,
          subject: String(payload.sub),
          issuedAt: payload.iat ?? 0,
          expires: Number(payload.exp),
          authenticatedAt: typeof shown === 'number' ? shown : null,
        };
        good.keep(token, bearer);
        return bearer;
      } catch (error) {
        if (error instanceof IssuerSilent || error instanceof errors.JWKSTimeout) throw problem('busy');
        throw problem('unauthorised');
      }
    },
  };
}

interface GoodTokens {
  find(token: string): Bearer | null;
  keep(token: string, bearer: Bearer): void;
}

/** Tokens whose signature was found good a short while ago: whoever works sends the same one with every request. */
function goodTokens(): GoodTokens {
  const kept = new Map<string, { readonly bearer: Bearer; readonly until: number }>();
  return {
    find(token) {
      const found = kept.get(token);
      if (found && Date.now() / 1000 < found.until) return found.bearer;
      kept.delete(token);
      return null;
    },
    keep(token, bearer) {
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(token, { bearer, until: Math.min(Date.now() / 1000 + GOOD_FOR_S, bearer.expires) });
    },
  };
}
