// Entry of `npm start` and its sisters: says what is missing, builds what has changed, then runs the command.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fingerprintOf } from './machine/fingerprint.mjs';
import { tellProblems } from './machine/prerequisites.mjs';
import { entryPoint, REPOSITORY } from './machine/repository.mjs';

const OWN_NODE = entryPoint('node_modules', '.bin', 'node');
const CLI = entryPoint('infra', 'local', 'dist', 'cli.js');
const words = process.argv.slice(2);
// `--cluster` behind any command: the system of several machines, with a home and ports of its own.
const [command = '', ...args] = words.filter((word) => word !== '--cluster');
if (words.includes('--cluster')) process.env['VERMILION_SHAPE'] = 'cluster';
process.argv = [...process.argv.slice(0, 2), command, ...args];

if (['start', 'infra'].includes(command) && tellProblems('Vermilion cannot start yet', process.env)) process.exit(1);
if (!isBuilt()) process.exit(1);
await run();

/** `start` needs the apps, `infra` what prepares the servers; whatever looks at or ends a running system takes the build that is there. */
function isBuilt() {
  if (!['start', 'infra'].includes(command) && existsSync(CLI)) return true;
  const parts = command === 'start' ? ['apps/api', 'apps/relay', 'apps/listener', 'apps/worker'] : [];
  const projects = ['infra/local', 'libs/ledger', 'libs/messaging', ...parts].map((part) => entryPoint(part));
  const compiler = entryPoint('node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(OWN_NODE, [compiler, '-b', ...projects], { cwd: REPOSITORY, stdio: 'inherit' });
  const built = status === 0 && (command !== 'start' || arePagesBuilt());
  if (!built) console.error('\nThe build failed, see above; nothing was started.');
  return built;
}

/** Builds the web application when its sources, or the rules and words that it shares with the server, have changed since. */
function arePagesBuilt() {
  const stamp = entryPoint('apps', 'web', 'dist', 'built-from');
  const sources = ['apps/web', 'libs/domain/src', 'libs/contracts/src', 'libs/catalogue/src', 'package-lock.json'];
  const state = fingerprintOf(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return true;
  const vite = entryPoint('node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(OWN_NODE, [vite, 'build', entryPoint('apps', 'web'), '--logLevel', 'warn'], {
    cwd: REPOSITORY,
    stdio: 'inherit',
  });
  if (status === 0) writeFileSync(stamp, state);
  return status === 0;
}

/** Goes on in this process where it is new enough, else in the Node that npm has installed. */
async function run() {
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    await import(CLI);
    return;
  }
  const child = spawn(OWN_NODE, [CLI, command, ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; a signal to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.once('exit', (code) => process.exit(code ?? 1));
}
