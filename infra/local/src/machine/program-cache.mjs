// Plain JavaScript: also read by the launcher, before anything is compiled and on older versions of Node.
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { entryPoint, shortHash } from './repository.mjs';

/** What is downloaded, by what: a change of the list is another folder, so an old version is never taken for the new one. */
export const KAFKA_POM = entryPoint('infra', 'local', 'kafka', 'pom.xml');
export const TEMPORAL_LIST = entryPoint('infra', 'local', 'requirements-temporal.txt');
export const TEST_SERVER_LIST = entryPoint('infra', 'local', 'requirements-temporal-test-server.txt');

/**
 * The folder with downloaded programs: VERMILION_CACHE, else the user's cache, else inside node_modules.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string}
 */
export function cacheFolder(env) {
  if (env['VERMILION_CACHE']) return resolve(env['VERMILION_CACHE']);
  const preferred = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'vermilion');
  return isWritable(preferred) ? preferred : entryPoint('node_modules', '.cache', 'vermilion');
}

/**
 * The folder below the cache for what the list names.
 * @param {string} cache
 * @param {string} name
 * @param {string} list path of the file that names the versions
 * @returns {string}
 */
export function programFolder(cache, name, list) {
  return join(cache, `${name}-${shortHash(readFileSync(list, 'utf8'))}`);
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
