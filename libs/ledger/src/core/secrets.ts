import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CIPHERS, type CipherName } from './ciphers.js';

const keyBytes = 32;

/** A key of the installation: 32 bytes in hexadecimal. @throws when the file holds anything else. */
export async function readKeyFile(file: string): Promise<Buffer> {
  const text = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${file} does not hold 32 bytes in hexadecimal`);
  return Buffer.from(text, 'hex');
}

/** A new key for a subject. */
export function newKey(): Buffer {
  return randomBytes(keyBytes);
}

/** Digits and letters that nobody mistakes for each other when a code is read out or copied by hand. */
const codeLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 32;

/** A code of 160 bits that follows from a text, and that nobody finds without the key. */
export function codeOf(key: Buffer, text: string): string {
  const digest = createHmac('sha256', key).update(`code of ${text}`).digest();
  return Array.from(digest.subarray(0, codeLength), (byte) => codeLetters[byte % codeLetters.length]).join('');
}

/** Encrypts and seals, together with the place that the text belongs to: moved elsewhere, it does not open. */
export function seal(cipher: CipherName, key: Buffer, place: string, clear: Buffer): Buffer {
  const chosen = CIPHERS[cipher];
  return Buffer.concat([Buffer.of(chosen.tag), chosen.seal(key, place, clear)]);
}

/** Undoes {@link seal}, whichever cipher it was. @throws when key or place are others, or a bit has changed. */
export function unseal(key: Buffer, place: string, sealed: Buffer): Buffer {
  const cipher = Object.values(CIPHERS).find(({ tag }) => tag === sealed[0]);
  if (!cipher) throw new Error(`unknown encryption ${sealed[0]}`);
  return cipher.unseal(key, place, sealed.subarray(1));
}
