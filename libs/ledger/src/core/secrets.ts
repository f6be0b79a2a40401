import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
/** First byte of everything encrypted, so that another algorithm can follow. */
const version = 1;

/** The key that wraps the subjects' keys: 32 bytes in hexadecimal. @throws when the file holds anything else. */
export async function readMasterKey(file: string): Promise<Buffer> {
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
export function seal(key: Buffer, place: string, clear: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body]);
}

/** Undoes {@link seal}. @throws when key or place are others, or a bit has changed. */
export function unseal(key: Buffer, place: string, sealed: Buffer): Buffer {
  if (sealed[0] !== version) throw new Error(`unknown encryption ${sealed[0]}`);
  const iv = sealed.subarray(1, 1 + ivBytes);
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()]);
}
