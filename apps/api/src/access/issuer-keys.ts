import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** Signatures that are taken. No `none`, and nothing with a shared secret. */
export const SIGNATURES = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;
/** A key that nobody knows is looked for once in so long: rotation is found soon, and invented keys ask the issuer for nothing more. */
export const COOLDOWN_MS = 30_000;
const KEPT_MS = 600_000;

/** The keys of an issuer, found by discovery, kept, and looked for again when a token names one that is not among them. */
export function keysOfIssuer(issuer: string, cooldownMs: number): () => Promise<JWTVerifyGetKey> {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  return () => {
    keys ??= discover(issuer, cooldownMs).catch((error: unknown) => {
      keys = null;
      throw error;
    });
    return keys;
  };
}

async function discover(issuer: string, cooldownMs: number): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
    redirect: 'error',
  });
  const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') {
    throw new Error('the discovery document is not that of the issuer');
  }
  return createRemoteJWKSet(new URL(document.jwks_uri), { cooldownDuration: cooldownMs, cacheMaxAge: KEPT_MS });
}
