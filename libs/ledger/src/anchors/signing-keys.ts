import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyIdOf } from './statement.js';

/** A private key, able to sign and unable to be read. */
interface SigningKey {
  readonly id: string;
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly publicKey: string;
  /** @returns base64 */
  sign(text: string): string;
}

/** The keys of an installation: the last one signs, the others only vouch for it. */
export interface SigningKeys {
  readonly current: SigningKey;
  known(id: string): SigningKey | null;
}

/**
 * Reads every `*.pem` (Ed25519, PKCS 8) of a directory; the last by name signs. To change the key, put one with a later name beside it: the first
 * anchor with the new key carries the word of the old one, which may be destroyed afterwards. @throws when there is none, or one of another kind.
 */
export async function readSigningKeys(directory: string): Promise<SigningKeys> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.pem')).sort();
  const keys = await Promise.all(files.map(async (file) => keyIn(file, await readFile(join(directory, file), 'utf8'))));
  const current = keys.at(-1);
  if (!current) throw new Error(`${directory} holds no key (*.pem) to sign anchors with`);
  return { current, known: (id) => keys.find((key) => key.id === id) ?? null };
}

function keyIn(file: string, pem: string): SigningKey {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is no Ed25519 key`);
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  return {
    id: keyIdOf(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
}
