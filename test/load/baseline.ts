import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import type { KeepAliveClient } from './keep-alive-client.js';
import type { Job } from './measure.js';

export interface Baseline {
  readonly name: string;
  /** So many decisions, one a job; `run` keeps their keys apart from those of other runs. */
  readonly supply: (count: number, run: string) => Promise<Job<KeepAliveClient>[]>;
  /** CPU time of the server so far, in ms. */
  readonly cpu: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const START_WITHIN_MS = 20_000;

/** Starts the bare server beside the system, on the same PostgreSQL, in a process of its own. */
export async function startBaseline(databaseOwnerUrl: string): Promise<Baseline> {
  const port = await freePort();
  const server = spawn(process.execPath, [fileURLToPath(new URL('./baseline-server.js', import.meta.url))], {
    env: { PATH: process.env['PATH'], PORT: String(port), DATABASE_OWNER_URL: databaseOwnerUrl, TZ: 'Asia/Shanghai' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_WITHIN_MS;
  while (
    !(await fetch(origin).then(
      () => true,
      () => false,
    ))
  ) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error('the baseline server did not start');
    await sleep(100);
  }
  return {
    name: 'bare transaction',
    cpu: async () => Number(await (await fetch(`${origin}/cpu`)).text()),
    supply: async (count, run) =>
      Array.from({ length: count }, (_, index) => async (client, timed) => {
        await timed(async () => {
          const headers = { 'idempotency-key': `${run}-${index}` };
          const { status, text } = await client.post({ url: `${origin}/decide/${index}`, headers, body: '{}' });
          if (status !== 200) throw new Error(`the baseline answers ${status} ${text}`);
        });
      }),
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
  };
}
