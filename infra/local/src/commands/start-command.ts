import { readConfig } from '../home/config.js';
import { DEMO_PASSWORD, demoUsers, listUserNames } from '../identity/demo-users.js';
import { environmentFile } from '../home/environment-file.js';
import { AlreadyRunning } from '../process/pid-file.js';
import { timedLines } from '../process/progress.js';
import { StartError } from '../process/start-error.js';
import { LocalSystem } from '../system/system.js';

const LONG_MS = 3_600_000;
const LINE_WIDTH = 110;

/** Starts the system in this terminal and stays until it is told to stop. */
export async function runStart(what: 'everything' | 'servers'): Promise<void> {
  // Whoever reads our output may go; the system stays until it is told to stop.
  process.stdout.on('error', () => undefined);
  const tell = timedLines((text) => process.stdout.write(text));
  const config = readConfig(process.env);
  const system = new LocalSystem(config, { apps: what === 'servers' ? [] : undefined, supervise: true, tell });
  const asked = stopWhenAsked(system, tell);
  try {
    await system.start();
  } catch (error) {
    if (asked()) return;
    if (error instanceof AlreadyRunning) {
      const { pid } = error.holder;
      throw new StartError(
        `Vermilion is running already (process ${pid}, ${config.home}). See \`npm run status\`, stop it with \`npm run stop\`.`,
      );
    }
    throw error;
  }
  process.stdout.write(summary(system));
  // With every server external there is no child that keeps this process alive.
  setInterval(() => undefined, LONG_MS);
}

/** Installs the signal handlers; the answer tells whether a stop was asked for. */
function stopWhenAsked(system: LocalSystem, tell: (line: string) => void): () => boolean {
  let asked = false;
  const stop = (): void => {
    // npm passes Ctrl-C on to us, the terminal has sent it already: once is enough.
    if (asked) return;
    asked = true;
    tell('Stopping …');
    void system
      .stop()
      .then(() => tell('Everything has stopped'))
      .finally(() => process.exit());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return () => asked;
}

function summary(system: LocalSystem): string {
  const { env, config } = system;
  const clock =
    system.clock === 'manual'
      ? '业务时钟：手动 · the business clock is MANUAL, it moves only by `npm run clock -- advance 5wd`'
      : '业务时钟：跟随机器时间 · the business clock follows the machine';
  return `
朱批 Vermilion
  Open this          ${env['API_URL']}
  API                ${env['API_URL']}/api/v1
  Temporal UI        ${env['TEMPORAL_UI_URL'] ?? 'none with the server for production'}
  Identity provider  ${env['OIDC_ISSUER']}
  Caught mail        ${env['MAIL_READER_URL']}/messages
  Environment        . ${environmentFile(config.home)}
  Demo users         password of all: ${DEMO_PASSWORD} · 演示用户均为虚构 · all fictional
${listUserNames(demoUsers(), LINE_WIDTH)
  .map((line) => `      ${line}\n`)
  .join('')}  ${clock}
  Stop with Ctrl-C or \`npm run stop\`
`;
}
