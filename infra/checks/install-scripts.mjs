// A package that runs a program when it is installed can do anything on the machine. Only those may that `allowScripts` in package.json
// names with `true`; those that it names with `false` have one which is never run. A new one is a decision, not an accident.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** @typedef {Record<string, { hasInstallScript?: boolean }>} Packages */

/**
 * What is wrong: packages with a script that nobody has decided on, and decisions about packages that have none (any more).
 * @param {Packages} packages of the lock file
 * @param {Record<string, boolean>} decided
 * @returns {string[]}
 */
export function undecidedScripts(packages, decided) {
  const scripted = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([key]) => key.replace(/^.*node_modules\//, ''));
  // One build for each platform: the decision about one is that about its sisters.
  const family = (/** @type {string} */ name) => name.replace(/\/(darwin|linux|windows)-\w+$/, '/<platform>');
  const known = new Set(Object.keys(decided).map(family));
  const found = new Set(scripted.map(family));
  return [
    ...[...found]
      .filter((name) => !known.has(name))
      .map((name) => `${name} runs a script at its installation: decide in allowScripts of package.json`),
    ...[...known]
      .filter((name) => !found.has(name))
      .map((name) => `${name} has no script at its installation: take it out of allowScripts`),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  /** @type {{ packages: Packages }} */
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  /** @type {{ allowScripts: Record<string, boolean> }} */
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const faults = undecidedScripts(packages, allowScripts);
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
