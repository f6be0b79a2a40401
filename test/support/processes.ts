import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** A compiled app as a process of its own, so that a test can kill it. */
export interface AppProcess {
  readonly port: number;
  /** The value of a measurement; the sum where it has several labels; null while the process does not answer. */
  measured(name: string): Promise<number | null>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Stops it in its tracks (SIGSTOP): it holds what it has and says nothing. */
  pause(): void;
  /** What it wrote so far. */
  output(): string;
}

/** Starts `apps/<name>/dist/main.js` on a free port and waits until it is ready. */
export async function startApp(name: string, env: NodeJS.ProcessEnv): Promise<AppProcess> {
  const port = await freePort();
  const entry = join(import.meta.dirname, '..', '..', 'apps', name, 'dist', 'main.js');
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env['PATH'], TZ: 'Asia/Shanghai', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const app: AppProcess = {
    port,
    measured: (measurement) => measured(port, measurement),
    kill: (signal = 'SIGKILL') => end(child, signal),
    pause: () => void child.kill('SIGSTOP'),
    output: () => output,
  };
  try {
    await until(`${name} is ready`, () => answers(port, child), 60_000);
  } catch (error) {
    await app.kill();
    throw new Error(`${name} did not start:\n${output.slice(-2_000)}`, { cause: error });
  }
  return app;
}

/** Waits until something holds. @throws when it does not within the time. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, withinMs = 30_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
    if (await holds()) return;
  }
  throw new Error(`not within ${withinMs} ms: ${what}`);
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}`);
  return fetch(`http://127.0.0.1:${port}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function measured(port: number, name: string): Promise<number | null> {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
    (reply) => reply.text(),
    () => null,
  );
  if (text === null) return null;
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}
