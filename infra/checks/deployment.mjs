// What the descriptions for real machines (infra/compose, infra/helm) are held against: schemas, and what the programs read from their environment.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** @typedef {{ required: readonly string[], known: readonly string[] }} Reads the variables that a program needs, and all that it looks at */

export const APPS = /** @type {const} */ (['api', 'relay', 'listener', 'worker']);
/** Read by libraries below every program. */
const COMMON = ['LOG_LEVEL', 'NODE_ENV', 'PROCEDURES_DIR', 'TZ'];

/**
 * A validator over schemas that others have written: what it does not know in them is passed over, formats too.
 * @param {object[]} schemas by their `$id`
 */
export function validatorOver(schemas = []) {
  return new Ajv2020({ strict: false, allErrors: true, validateFormats: false, schemas });
}

/**
 * What is wrong with a document, a line each; empty when it fits.
 * @param {import('ajv').ValidateFunction} validate
 * @param {unknown} document
 * @returns {string[]}
 */
export function faultsIn(validate, document) {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  );
}

/**
 * What an app reads, by its own configuration.
 * @param {typeof APPS[number]} app
 * @returns {Promise<Reads>}
 */
export async function readByApp(app) {
  /** @type {{ settings: { shape: Record<string, { safeParse(value: unknown): { success: boolean } }> } }} */
  const { settings } = await import(pathToFileURL(`apps/${app}/src/settings.ts`).href);
  const known = Object.keys(settings.shape);
  return { known, required: known.filter((name) => !settings.shape[name]?.safeParse(undefined).success) };
}

/**
 * What a small program reads, by its source. It says itself what it cannot do without.
 * @param {string} path
 * @returns {Reads}
 */
export function readByProgram(path) {
  const source = readFileSync(path, 'utf8');
  return { known: [...source.matchAll(/process\.env\['(\w+)'\]/g)].map(([, name = '']) => name), required: [] };
}

/**
 * Variables that nobody reads, and those that are missing.
 * @param {readonly string[]} given
 * @param {...Reads} reads of all programs that run with them
 * @returns {string[]}
 */
export function environmentFaults(given, ...reads) {
  const known = new Set([...COMMON, ...reads.flatMap((one) => one.known)]);
  const needless = given.filter((name) => !known.has(name)).map((name) => `nobody reads ${name}`);
  const missing = reads.flatMap(({ required }) => required).filter((name) => !given.includes(name));
  return [...needless, ...missing.map((name) => `${name} is missing`)];
}
