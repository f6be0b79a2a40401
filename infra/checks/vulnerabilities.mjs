// Known vulnerabilities of what the lock file names, without a network: VULNERABILITY_DATABASE is a folder of OSV records for npm (one JSON
// file each, as https://osv.dev/docs/#data-dumps gives them out). Without it nothing is compared, and that is said.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ introduced?: string, fixed?: string, last_affected?: string }} Event */
/** @typedef {{ package?: { ecosystem: string, name: string }, versions?: string[], ranges?: { type: string, events: Event[] }[] }} Affected */
/** @typedef {{ id: string, summary?: string, withdrawn?: string, affected?: Affected[] }} Advisory */

/** @param {string} version */
function partsOf(version) {
  const [numbers = '', pre = ''] = version.replace(/\+.*$/, '').split(/-(.*)/s);
  return { numbers: numbers.split('.').map(Number), pre: pre === '' ? null : pre.split('.') };
}

/**
 * Order of two versions by SemVer 2.0, 11: a pre-release comes before its release.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export function compareVersions(one, other) {
  const [a, b] = [partsOf(one), partsOf(other)];
  const differences = [0, 1, 2].map((at) => (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? comparePre(a.pre, b.pre);
}

/**
 * @param {string[] | null} one
 * @param {string[] | null} other
 * @returns {number}
 */
function comparePre(one, other) {
  if (one === null || other === null) return Number(other !== null) - Number(one !== null);
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at === -1) return one.length - other.length;
  return comparePart(one[at] ?? '', other[at]);
}

/**
 * Numbers come before words; a list that has ended comes before one that goes on.
 * @param {string} one
 * @param {string | undefined} other
 * @returns {number}
 */
function comparePart(one, other) {
  if (other === undefined) return 1;
  const [a, b] = [one, other].map((part) => (/^\d+$/.test(part) ? Number(part) : Infinity));
  if (a !== b) return Number(a) - Number(b);
  return one < other ? -1 : 1;
}

/**
 * @param {Affected} affected
 * @param {string} version
 */
function concerns({ versions = [], ranges = [] }, version) {
  return (
    versions.includes(version) || ranges.some(({ type, events }) => type === 'SEMVER' && isWithin(events, version))
  );
}

/**
 * @param {Event[]} events
 * @param {string} version
 */
function isWithin(events, version) {
  let within = false;
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined && (introduced === '0' || compareVersions(version, introduced) >= 0)) within = true;
    if (fixed !== undefined && compareVersions(version, fixed) >= 0) within = false;
    if (last !== undefined && compareVersions(version, last) > 0) within = false;
  }
  return within;
}

/**
 * @param {{ name: string, version: string }[]} installed
 * @param {Advisory[]} advisories
 * @returns {string[]} a line for each package that an advisory concerns
 */
export function vulnerable(installed, advisories) {
  return advisories
    .filter(({ withdrawn }) => withdrawn === undefined)
    .flatMap(({ id, summary = '', affected = [] }) =>
      affected.flatMap((one) =>
        installed
          .filter(
            ({ name, version }) =>
              one.package?.ecosystem === 'npm' && one.package.name === name && concerns(one, version),
          )
          .map(({ name, version }) => `${name}@${version}: ${id} ${summary}`),
      ),
    );
}

/**
 * @param {string} path
 * @returns {Advisory}
 */
function advisoryIn(path) {
  /** @type {Advisory} */
  const advisory = JSON.parse(readFileSync(path, 'utf8'));
  return advisory;
}

/** @returns {{ name: string, version: string }[]} */
function lockedPackages() {
  /** @type {{ packages: Record<string, { version?: string, link?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages).flatMap(([key, { version }]) =>
    key.includes('node_modules/') && version ? [{ name: key.replace(/^.*node_modules\//, ''), version }] : [],
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.env['VULNERABILITY_DATABASE'];
  if (!folder) console.log('not run: VULNERABILITY_DATABASE names no folder of OSV records');
  else {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const advisories = files.map((name) => advisoryIn(join(folder, name)));
    const found = vulnerable(lockedPackages(), advisories);
    for (const line of found) console.log(line);
    console.log(`${files.length} records compared, ${found.length} concern what is installed`);
    process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0;
  }
}
