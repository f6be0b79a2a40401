import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** A second process of an app, as a cluster starts one when the first seems dead. */
export interface Twin {
  /** Ends it as hard as it came. */
  readonly end: () => void;
}

/** Starts what runs as `pid` once more, with the same settings and another port for its probes. */
export async function twinOf(pid: number, port: number): Promise<Twin> {
  const [command = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
  const env = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').filter((line) => line.includes('='));
  const variables = env.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
  const child = spawn(command, args, {
    env: { ...Object.fromEntries(variables), PORT: String(port) },
    stdio: 'ignore',
  });
  child.on('error', () => undefined);
  return { end: () => void child.kill('SIGKILL') };
}
