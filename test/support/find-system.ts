import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { homeOf, readEnvironment } from '@vermilion/local';

type Environment = Readonly<Record<string, string | undefined>>;

/** The running system as the story and the benchmark need it, and how to leave it. */
export interface FoundSystem {
  readonly api: string;
  readonly issuer: string;
  readonly kafkaBrokers: string;
  readonly mailReader: string;
  /** Login of the owner of the tables. */
  readonly databaseOwner: string;
  /** Stops what was started for this; a system that ran before goes on. */
  readonly leave: () => Promise<void>;
}

export interface FindOptions {
  /** Forget everything first. */
  readonly fresh: boolean;
  /** Say nothing on the standard output. */
  readonly quiet: boolean;
}

/** Sources (test/support) and build (test/dist/support) lie at different depths. */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const REPOSITORY = resolve(HERE, HERE.includes(`${join('test', 'dist')}`) ? '../../..' : '../..');
/** What `npm start`, `npm run stop` and `npm run reset` run. */
const LAUNCHER = join(REPOSITORY, 'infra/local/src/launch.mjs');
/** The server for production of a cluster may have to be built first. */
const START_WITHIN_MS = process.env['VERMILION_SHAPE'] === 'cluster' ? 1_800_000 : 120_000;

/** The system that the environment names, or the one that `npm start` runs, or one that is started now. */
export async function findSystem({ fresh, quiet }: FindOptions): Promise<FoundSystem> {
  if (process.env['API_URL']) {
    if (fresh) throw new Error('--fresh resets only the system of `npm start`, not one that the environment names');
    return systemOf(process.env, async () => undefined);
  }
  if (fresh) {
    await runToEnd('stop');
    await runToEnd('reset', '--yes');
  }
  const running = await readEnvironment(home());
  if (running && (await answers(running['API_URL']))) return systemOf(running, async () => undefined);
  if (!quiet)
    console.log(
      '系统未运行，现在启动；结束后停止 · The system is not running: it is started now and stopped afterwards',
    );
  return start(quiet);
}

function home(): string {
  return homeOf(process.env);
}

function systemOf(env: Environment, leave: FoundSystem['leave']): FoundSystem {
  const variable = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is missing in the environment of the running system`);
    return value;
  };
  return {
    api: variable('API_URL'),
    issuer: variable('OIDC_ISSUER'),
    kafkaBrokers: variable('KAFKA_BROKERS'),
    mailReader: variable('MAIL_READER_URL'),
    databaseOwner: variable('DATABASE_OWNER_URL'),
    leave,
  };
}

async function answers(api: string | undefined): Promise<boolean> {
  if (!api) return false;
  return fetch(`${api}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}

function isStarting(): Promise<boolean> {
  return access(join(home(), 'supervisor.pid')).then(
    () => true,
    () => false,
  );
}

async function start(quiet: boolean): Promise<FoundSystem> {
  // No pipe: were this process killed, the system would die of writing into it.
  const child = spawn(process.execPath, [LAUNCHER, 'start'], {
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
  });
  const leave = (): Promise<void> => end(child);
  const deadline = Date.now() + START_WITHIN_MS;
  // When somebody else is starting it at this moment, our start gives up, and theirs is waited for.
  while ((child.exitCode === null || (await isStarting())) && Date.now() < deadline) {
    const env = await readEnvironment(home());
    if (env && (await answers(env['API_URL']))) return systemOf(env, leave);
    await sleep(300);
  }
  await leave();
  throw new Error('系统没有启动成功，原因见上 · the system did not start; the reason stands above');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function runToEnd(command: string, ...options: string[]): Promise<void> {
  const child = spawn(process.execPath, [LAUNCHER, command, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm run ${command} failed`);
}

/** Ctrl-C and SIGTERM stop what was started for this, then end the process. */
export function leaveOnSignal(system: FoundSystem, say: () => void): void {
  const interrupted = (): void => {
    say();
    void system.leave().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
}
