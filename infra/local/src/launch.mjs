// Entry of `npm start` and its sisters: says what is missing, builds what has changed, then runs the command.
import { spawn, spawnSync } from 'node:child_process';
import { lookAround, problemsOf } from './machine/prerequisites.mjs';
import { entryPoint } from './machine/repository.mjs';

const OWN_NODE = entryPoint('node_modules', '.bin', 'node');
const [command = '', ...args] = process.argv.slice(2);

const problems = ['start', 'infra'].includes(command) ? problemsOf(lookAround(process.env)) : [];
if (problems.length > 0) {
  console.error(`Vermilion cannot start yet:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  process.exit(1);
}
if (!isBuilt()) process.exit(1);
await run();

/** `start` needs the apps, everything else only this package. */
function isBuilt() {
  const apps =
    command === 'start' ? ['api', 'relay', 'listener', 'worker'].map((name) => entryPoint('apps', name)) : [];
  const { status } = spawnSync(
    OWN_NODE,
    [entryPoint('node_modules', 'typescript', 'bin', 'tsc'), '-b', entryPoint('infra', 'local'), ...apps],
    { cwd: entryPoint('.'), stdio: 'inherit' },
  );
  if (status !== 0) console.error('\nThe build failed, see above; nothing was started.');
  return status === 0;
}

/** Goes on in this process where it is new enough, else in the Node that npm has installed. */
async function run() {
  const cli = entryPoint('infra', 'local', 'dist', 'cli.js');
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    await import(cli);
    return;
  }
  const child = spawn(OWN_NODE, [cli, command, ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; a signal to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.once('exit', (code) => process.exit(code ?? 1));
}
