import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';

/** Signatures that are taken. No `none`, and nothing with a shared secret. */
export const SIGNATURES = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;
/** A key that nobody knows is looked for once in so long: rotation is found soon, and invented keys ask the issuer for nothing more. */
export const COOLDOWN_MS = 30_000;
/** So long the issuer's keys are taken for what they were: a key that it withdraws opens for no longer, while the issuer can be asked. */
const KEPT_MS = 30_000;
/** While the issuer cannot be asked, the keys that it last had are taken for so long: people go on working while it restarts. */
const KEPT_IN_SILENCE_MS = 600_000;
/** Whoever has just been silent is not waited for by each request. */
const ASK_AGAIN_MS = 5_000;

/** The issuer does not answer, and its keys are not known, or have been known for too long. */
export class IssuerSilent extends Error {}

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
  return keysAt(new URL(document.jwks_uri), cooldownMs);
}

/** The keys at an address: those that stand there, or for a while those that stood there when it last answered. */
function keysAt(address: URL, cooldownMs: number): JWTVerifyGetKey {
  const last = { answer: -Infinity, silence: -Infinity };
  const ask: FetchImplementation = async (url, options) => {
    if (Date.now() - last.silence < ASK_AGAIN_MS) throw new IssuerSilent('the issuer was silent a moment ago');
    try {
      const response = await fetch(url, options);
      if (!response.ok) throw new Error(`status ${response.status}`);
      last.answer = Date.now();
      return response;
    } catch (cause) {
      last.silence = Date.now();
      throw new IssuerSilent('the issuer does not answer', { cause });
    }
  };
  const remote = createRemoteJWKSet(address, {
    cooldownDuration: cooldownMs,
    cacheMaxAge: KEPT_MS,
    [customFetch]: ask,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const known = remote.jwks();
      if (!(error instanceof IssuerSilent) || !known || Date.now() - last.answer > KEPT_IN_SILENCE_MS) throw error;
      return createLocalJWKSet(known)(header, token);
    }
  };
}
