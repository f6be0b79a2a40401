import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How a text is encrypted and sealed with the place that it belongs to. What was sealed once opens for ever: a tag is never given to another cipher. */
export interface Cipher {
  /** First byte of everything that this cipher has sealed. */
  readonly tag: number;
  seal(key: Buffer, place: string, clear: Buffer): Buffer;
  /** @throws when key or place are others, or a bit has changed */
  unseal(key: Buffer, place: string, sealed: Buffer): Buffer;
}

/** AES-256 in Galois/Counter mode. Source: NIST SP 800-38D. */
const aes: Cipher = {
  tag: 1,
  seal(key, place, clear) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(clear), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  },
  unseal(key, place, sealed) {
    const [iv, tag, body] = [sealed.subarray(0, 12), sealed.subarray(12, 28), sealed.subarray(28)];
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  },
};

const IV_BYTES = 16;
const MAC_BYTES = 32;

/**
 * SM4 (GB/T 32907) in CBC mode, then HMAC with SM3 (GB/T 32905) over place, vector and text; a key of its own for each, out of the subject's.
 * OpenSSL has no SM4-GCM here, and encrypting before authenticating is as safe (ISO/IEC 19772, mechanism 5).
 */
const sm4: Cipher = {
  tag: 2,
  seal(key, place, clear) {
    const { encrypting, authenticating } = keysOf(key);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('sm4-cbc', encrypting, iv);
    const body = Buffer.concat([cipher.update(clear), cipher.final()]);
    return Buffer.concat([macOf(authenticating, place, iv, body), iv, body]);
  },
  unseal(key, place, sealed) {
    const { encrypting, authenticating } = keysOf(key);
    const [mac, iv, body] = [
      sealed.subarray(0, MAC_BYTES),
      sealed.subarray(MAC_BYTES, MAC_BYTES + IV_BYTES),
      sealed.subarray(MAC_BYTES + IV_BYTES),
    ];
    if (mac.length !== MAC_BYTES || !timingSafeEqual(mac, macOf(authenticating, place, iv, body)))
      throw new Error('the seal does not hold');
    const decipher = createDecipheriv('sm4-cbc', encrypting, iv);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  },
};

function keysOf(key: Buffer): { readonly encrypting: Buffer; readonly authenticating: Buffer } {
  const derived = (purpose: string) => createHmac('sm3', key).update(purpose).digest();
  return { encrypting: derived('sm4-cbc').subarray(0, 16), authenticating: derived('hmac-sm3') };
}

/** The length of the place goes first, so that no text can pass for the end of a place. */
function macOf(key: Buffer, place: string, iv: Buffer, body: Buffer): Buffer {
  const where = Buffer.from(place);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(where.length);
  return createHmac('sm3', key).update(length).update(where).update(iv).update(body).digest();
}

/** The ciphers by the names under which one is configured. */
export const CIPHERS = { 'aes-256-gcm': aes, 'sm4-cbc-hmac-sm3': sm4 } as const;
export type CipherName = keyof typeof CIPHERS;
