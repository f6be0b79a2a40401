import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this clone. Sources (src) and build (dist) lie equally deep, so this holds in both. */
export const REPOSITORY = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** A short name for a path that is unique enough to keep two clones on one machine apart. */
export function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 10);
}

/** A compiled entry point of this clone. */
export function entryPoint(...parts: string[]): string {
  return resolve(REPOSITORY, ...parts);
}
