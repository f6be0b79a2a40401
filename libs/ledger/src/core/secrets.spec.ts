import { createCipheriv } from 'node:crypto';
import { CIPHERS, type CipherName } from './ciphers.js';
import { newKey, seal, unseal } from './secrets.js';

const names = Object.keys(CIPHERS) as CipherName[];
const words = Buffer.from('张三，电话 13800000000');

describe.each(names)('what is sealed with %s', (name) => {
  const key = newKey();
  const sealed = seal(name, key, 'event-1', words);

  it('opens with its key at its place, and is another each time', () => {
    expect(unseal(key, 'event-1', sealed)).toEqual(words);
    expect(seal(name, key, 'event-1', words).equals(sealed)).toBe(false);
    expect(sealed.includes('13800000000')).toBe(false);
  });

  it('opens with no other key, at no other place, and not when any byte of it has changed', () => {
    expect(() => unseal(newKey(), 'event-1', sealed)).toThrow();
    expect(() => unseal(key, 'event-2', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unseal(key, 'event-1', changed)).toThrow();
    }
    expect(() => unseal(key, 'event-1', sealed.subarray(0, 20))).toThrow();
  });
});

describe('the ciphers', () => {
  it('have tags of their own, which never change: old rows are opened by them', () => {
    expect(Object.entries(CIPHERS).map(([name, { tag }]) => [name, tag])).toEqual([
      ['aes-256-gcm', 1],
      ['sm4-cbc-hmac-sm3', 2],
    ]);
  });

  it('encrypt with SM4 as the standard has it (GB/T 32907-2016, A.1)', () => {
    const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false);
    expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });
});
