// Plain JavaScript: also read by the launcher, before anything is compiled and on older versions of Node.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this clone. Sources (src/machine) and build (dist/machine) lie equally deep, so this holds in both. */
export const REPOSITORY = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));

/**
 * A short name for a text that is unique enough to keep two clones, or two versions, on one machine apart.
 * @param {string} text
 * @returns {string}
 */
export function shortHash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/**
 * A file or folder of this clone.
 * @param {...string} parts
 * @returns {string}
 */
export function entryPoint(...parts) {
  return resolve(REPOSITORY, ...parts);
}
