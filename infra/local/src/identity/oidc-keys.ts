import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../machine/atomic-file.js';
import { exists, secretsFolder } from '../home/secrets.js';

/** The provider's signing keys and the key that seals its cookies. */
export interface OidcKeys {
  readonly jwks: {
    readonly keys: readonly (JsonWebKey & { readonly kid: string; readonly use: 'sig'; readonly alg: string })[];
  };
  readonly cookieKey: string;
}

/** Reads the provider's keys; they are made at the first start, so tokens stay valid over a restart. */
export async function oidcKeys(home: string): Promise<OidcKeys> {
  const path = join(await secretsFolder(home), 'oidc-keys.json');
  if (await exists(path)) return JSON.parse(await readFile(path, 'utf8')) as OidcKeys;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const named = (key: JsonWebKey, alg: string) => ({
    ...key,
    kid: randomBytes(8).toString('hex'),
    use: 'sig' as const,
    alg,
  });
  const keys: OidcKeys = {
    jwks: { keys: [named(curve, 'ES256'), named(rsa, 'RS256')] },
    cookieKey: randomBytes(32).toString('base64url'),
  };
  await writeAtomically(path, JSON.stringify(keys, null, 2));
  return keys;
}
