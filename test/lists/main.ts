import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { districts } from '@vermilion/catalogue';
import type { TaskCounts } from '@vermilion/contracts';
import { signIn } from '@vermilion/local';
import { KeepAliveClient } from '../load/keep-alive-client.js';
import { measure, spreadOf, type Job, type Spread } from '../load/measure.js';
import { findSystem, leaveOnSignal } from '../support/find-system.js';
import { World } from './world.js';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, cases: { type: 'string', default: '1000000' } },
});
const say = (line: string): void => void (options.json || process.stdout.write(`${line}\n`));

const PORT_BASE = '15400';
const RUNS = 3;
const REQUESTS = 200;
const CLIENTS: readonly number[] = [1, 8];
/** The first size, and how it grows: are the figures flat? */
const SIZES = [10_000, 100_000, 1_000_000].filter((size) => size < Number(options.cases)).concat(Number(options.cases));

/** What an officer asks for, again and again. */
const ASKED: Readonly<Record<string, string>> = {
  'page of 20': 'tasks?limit=20',
  total: 'tasks/counts',
  'search 数控加工': `tasks?limit=20&search=${encodeURIComponent('数控加工')}`,
  'search 金辉 (firm)': `tasks?limit=20&search=${encodeURIComponent('金辉')}`,
};

interface Line {
  readonly cases: number;
  readonly asked: string;
  readonly clients: number;
  readonly p50: Spread;
  readonly p95: Spread;
}

/** The work list of one district office among all of them, with the rights of rows on. */
async function measureLists(api: string, token: string, cases: number): Promise<Line[]> {
  const headers = { authorization: `Bearer ${token}` };
  const lines: Line[] = [];
  for (const [asked, path] of Object.entries(ASKED))
    for (const clients of CLIENTS) {
      const job: Job<KeepAliveClient> = (client, timed) =>
        timed(async () => void (await client.get(`${api}/api/v1/${path}`, headers)));
      const runs = [];
      for (let run = 0; run <= RUNS; run += 1) {
        const pool = Array.from({ length: clients }, () => new KeepAliveClient());
        const result = await measure(
          pool,
          Array.from({ length: REQUESTS }, () => job),
        );
        for (const client of pool) client.close();
        // The first only warms up.
        if (run > 0) runs.push(result);
      }
      const line = {
        cases,
        asked,
        clients,
        p50: spreadOf(runs.map(({ p50 }) => p50)),
        p95: spreadOf(runs.map(({ p95 }) => p95)),
      };
      say(
        `  ${cases} cases, ${asked}, ${clients} clients: p50 ${line.p50.median} ms, p95 ${line.p95.median} ms (${line.p95.least}–${line.p95.most})`,
      );
      lines.push(line);
    }
  return lines;
}

/** What is measured is what is asked for: the office has its share of the open tasks, and the search finds its own. */
async function check(api: string, token: string, cases: number, offices: number): Promise<void> {
  const client = new KeepAliveClient();
  const headers = { authorization: `Bearer ${token}` };
  const { total } = JSON.parse(await client.get(`${api}/api/v1/tasks/counts`, headers)) as TaskCounts;
  const share = (cases * 0.3) / offices;
  if (total < share * 0.5 || total > share * 2) throw new Error(`the office has ${total} tasks, not about ${share}`);
  const found = JSON.parse(await client.get(`${api}/api/v1/${ASKED['search 数控加工'] ?? ''}`, headers)) as {
    items: unknown[];
  };
  if (found.items.length === 0) throw new Error('the search finds nothing');
  say(`${cases} cases; the office has ${total} open tasks`);
  client.close();
}

async function bench(): Promise<readonly Line[]> {
  const home = await mkdtemp(join(tmpdir(), 'vermilion-lists-'));
  Object.assign(process.env, { VERMILION_HOME: home, VERMILION_PORT_BASE: PORT_BASE, REQUESTS_PER_MINUTE: '0' });
  const found = await findSystem({ fresh: false, quiet: options.json });
  leaveOnSignal(found, () => undefined);
  const codes = districts().map(({ internalCode }) => internalCode);
  const world = await World.beside(found.databaseOwner, codes);
  try {
    const token = await signIn(found.issuer, 'd-410122-industry');
    const lines: Line[] = [];
    for (const cases of SIZES) {
      const began = performance.now();
      await world.grow(cases);
      say(`grown to ${cases} cases in ${Math.round((performance.now() - began) / 1000)} s`);
      await check(found.api, token, cases, codes.length);
      lines.push(...(await measureLists(found.api, token, cases)));
    }
    return lines;
  } finally {
    await world.leave();
    await found.leave();
    await rm(home, { recursive: true, force: true });
  }
}

const lines = await bench();
if (options.json) process.stdout.write(`${JSON.stringify(lines, null, 2)}\n`);
