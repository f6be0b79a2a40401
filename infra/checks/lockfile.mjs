// The lock file serves every platform and names no registry; `node infra/checks/lockfile.mjs --complete` after a change.
//
// npm leaves out the builds for platforms which the registry at hand does not offer, and `npm ci` then refuses the lock
// file because they are missing: a known fault of npm. An entry with version and platform is enough.
import { readFileSync, writeFileSync } from 'node:fs';

/** @typedef {{ version?: string, resolved?: string, optional?: boolean, optionalDependencies?: Record<string, string> }} Locked */

const path = 'package-lock.json';
/** @type {{ packages: Record<string, Locked> }} */
const lock = JSON.parse(readFileSync(path, 'utf8'));

const systems = /\b(darwin|win32|windows|linux|android|freebsd|openharmony)\b/;
const processors = /\b(x64|arm64|arm|ia32|ppc64|s390x|riscv64|loong64|wasm32)\b/;

/** @param {string} name of a package that is the build of another one for one platform */
function platformOf(name) {
  const os = systems.exec(name)?.[1]?.replace('windows', 'win32');
  const cpu = processors.exec(name)?.[1];
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }) };
}

/**
 * @param {string} owner key of the package that names the dependency
 * @param {string} name
 */
const isLocked = (owner, name) =>
  [`${owner}/node_modules/${name}`, `node_modules/${name}`].some((key) => key in lock.packages);

const missing = Object.entries(lock.packages).flatMap(([owner, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies).filter(([name]) => !isLocked(owner, name)),
);

if (process.argv.includes('--complete')) {
  for (const [name, version] of missing)
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) };
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
} else {
  const hosts = Object.entries(lock.packages).filter(([, { resolved }]) => /^https?:/.test(resolved ?? ''));
  for (const [name] of missing) console.log(`package-lock.json lacks ${name}`);
  for (const [key] of hosts) console.log(`package-lock.json names a registry host for ${key}`);
  process.exitCode = missing.length + hosts.length > 0 ? 1 : 0;
}
