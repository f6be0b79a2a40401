import { runClock } from './commands/clock-command.js';
import { runReset } from './commands/reset-command.js';
import { runStart } from './commands/start-command.js';
import { runStatus } from './commands/status-command.js';
import { runStop } from './commands/stop-command.js';
import { runVerify } from './commands/verify-command.js';
import { AlreadyRunning } from './process/pid-file.js';
import { StartError } from './process/start-error.js';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  start: () => runStart('everything'),
  infra: () => runStart('servers'),
  stop: () => runStop(),
  status: () => runStatus(),
  reset: (args) => runReset(args),
  clock: (args) => runClock(args),
  verify: (args) => runVerify(args),
};

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.error(`Usage: node infra/local/dist/cli.js ${Object.keys(COMMANDS).join(' | ')}`);
  process.exitCode = 2;
} else {
  await command(args).catch((error: unknown) => {
    const expected = error instanceof StartError || error instanceof AlreadyRunning;
    console.error(expected ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
}
