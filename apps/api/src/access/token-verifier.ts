import { problem } from '@vermilion/runtime';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';

/** Who a token stands for, and how long. */
export interface Bearer {
  readonly issuer: string;
  readonly subject: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

export interface TokenVerifier {
  /** @throws Problem `unauthorised` for whatever is wrong with the token, `busy` when the issuer's keys cannot be had. */
  verify(token: string): Promise<Bearer>;
}

/** Signatures that are taken. No `none`, and nothing with a shared secret. */
const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
const CLOCK_TOLERANCE_S = 5;

/** Verifies access tokens of one issuer for one audience; the issuer's keys are found by discovery and kept. */
export function tokenVerifier(issuer: string, audience: string): TokenVerifier {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  const keysOf = (): Promise<JWTVerifyGetKey> => {
    keys ??= discover(issuer).catch((error: unknown) => {
      keys = null;
      throw error;
    });
    return keys;
  };
  return {
    async verify(token) {
      const key = await keysOf().catch(() => Promise.reject(problem('busy')));
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer,
          audience,
          algorithms: ALGORITHMS,
          requiredClaims: ['sub', 'exp'],
          clockTolerance: CLOCK_TOLERANCE_S,
        });
        return { issuer, subject: String(payload.sub), expires: Number(payload.exp) };
      } catch (error) {
        if (error instanceof errors.JWKSTimeout) throw problem('busy');
        throw problem('unauthorised');
      }
    },
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
    redirect: 'error',
  });
  const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') {
    throw new Error('the discovery document is not that of the issuer');
  }
  return createRemoteJWKSet(new URL(document.jwks_uri));
}
