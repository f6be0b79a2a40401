// Plain JavaScript: read by the launcher, before anything is compiled.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { entryPoint } from './repository.mjs';

const MADE = new Set(['dist', 'node_modules']);

/**
 * A short text that changes with any file below these paths of the repository; what builds make is left out.
 * @param {readonly string[]} paths
 * @returns {string}
 */
export function fingerprintOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, entryPoint(path));
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  if (!statSync(path).isDirectory()) {
    hash.update(path).update(readFileSync(path));
    return;
  }
  for (const name of readdirSync(path).sort()) if (!MADE.has(name)) addTo(hash, join(path, name));
}
