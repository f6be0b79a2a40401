// Entry of `npm start` and its sisters: says what is missing, builds what has changed, then runs the command.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tellProblems } from './machine/prerequisites.mjs';
import { entryPoint, REPOSITORY } from './machine/repository.mjs';

const OWN_NODE = entryPoint('node_modules', '.bin', 'node');
const CLI = entryPoint('infra', 'local', 'dist', 'cli.js');
const [command = '', ...args] = process.argv.slice(2);

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
  if (status !== 0) console.error('\nThe build failed, see above; nothing was started.');
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
