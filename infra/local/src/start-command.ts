import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.js';
import { readConfig } from './config.js';
import { DEMO_PASSWORD } from './demo-users.js';
import { AlreadyRunning } from './pid-file.js';
import { timedLines } from './progress.js';
import { StartError } from './start-error.js';
import { LocalSystem } from './system.js';

/** Starts the system in this terminal and stays until it is told to stop. */
export async function runStart(what: 'everything' | 'servers'): Promise<void> {
  const tell = timedLines((text) => process.stdout.write(text));
  const config = readConfig(process.env);
  const system = new LocalSystem(config, { apps: what === 'servers' ? [] : undefined, supervise: true, tell });
  const asked = stopWhenAsked(system, tell);
  try {
    await system.start();
  } catch (error) {
    if (asked()) return;
    if (error instanceof AlreadyRunning) throw new StartError(`Vermilion is running already (process ${error.holder.pid}, ${config.home}). See \`npm run status\`, stop it with \`npm run stop\`.`);
    throw error;
  }
  const envFile = await writeEnvironment(config.home, system);
  process.stdout.write(summary(system, envFile));
}

/** Installs the signal handlers; the answer tells whether a stop was asked for. */
function stopWhenAsked(system: LocalSystem, tell: (line: string) => void): () => boolean {
  let asked = false;
  // Keeps the process alive: the children are watched, but nothing else would hold it while the servers start.
  const alive = setInterval(() => undefined, 60_000);
  const stop = (): void => {
    if (asked) return;
    asked = true;
    tell('Stopping …');
    void system
      .stop()
      .then(() => rm(environmentFile(system.config.home), { force: true }))
      .then(() => tell('Everything has stopped'))
      .finally(() => process.exit());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.once('beforeExit', () => clearInterval(alive));
  return () => asked;
}

function environmentFile(home: string): string {
  return join(home, 'env.sh');
}

/** Lets other terminals and tests find the servers: `. .vermilion/env.sh`. Holds passwords, so for the owner only. */
async function writeEnvironment(home: string, system: LocalSystem): Promise<string> {
  const path = environmentFile(home);
  const lines = Object.entries(system.env).map(([name, value]) => `export ${name}='${value}'`);
  await writeAtomically(path, `${lines.join('\n')}\n`);
  return path;
}

function summary(system: LocalSystem, envFile: string): string {
  const { env, config } = system;
  const clock = config.clock === 'manual' ? '业务时钟：手动 · the business clock is MANUAL, it moves only by `npm run clock -- advance 5wd`' : '业务时钟：跟随机器时间 · the business clock follows the machine';
  return `
朱批 Vermilion
  API                ${env['API_URL']}/api/v1
  Temporal UI        ${env['TEMPORAL_UI_URL']}
  Identity provider  ${env['OIDC_ISSUER']}
  Caught mail        ${env['MAIL_READER_URL']}/messages
  Environment        . ${envFile}
  Demo password      ${DEMO_PASSWORD} (all demo users, all fictional)
  ${clock}
  Stop with Ctrl-C or \`npm run stop\`
`;
}
