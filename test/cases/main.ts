import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RunningSystem } from '@vermilion/local';
import { lifeOf, MEASURED } from '../load/decisions.js';
import { KeepAliveClient } from '../load/keep-alive-client.js';
import { owedNow, tailOf, type Tail } from '../load/tail.js';
import { cpuBetween, cpuTimes } from '../support/cpu-time.js';
import { onFreshSystem } from '../support/measured-system.js';
import { connectedTo, type SqlClient } from '../support/sql-client.js';
import { bytesOf, perCase, type Bytes } from './bytes.js';
import { engineWorkPerCase, type EngineWork } from './engine-work.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rate: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '180' },
    runs: { type: 'string', default: '3' },
  },
});
/** Applications that begin in a second. */
const RATE = Number(options.rate);
const SECONDS = Number(options.seconds);
const PORT_BASE = 14800;
/** Lives that are under way at once, at most: who comes then waits, and the rate is not reached. */
const CLIENTS = 48;
const SAMPLE_MS = 10_000;
/** Applications that are taken through before anything is counted. */
const WARM_UP = 50;

type Owed = Omit<Tail, 'seconds'>;

/** What so many seconds of whole cases came to. */
interface Flow {
  /** Cases that were closed in the time, by their workflows, in a second. */
  readonly perSecond: number;
  /** What was owed in the first and in the last third of the time, on average: it grows, or it does not. */
  readonly owedFirst: number;
  readonly owedLast: number;
  /** What was owed at the end, and how long that took. */
  readonly tail: Tail;
  /** CPU-ms of each component for one case, from the beginning until nothing was owed. */
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly bytes: Bytes;
  readonly engine: EngineWork;
}

const say = (line: string): void => void (options.json || process.stdout.write(`${line}\n`));

/** Lets lives begin at an even rate, and looks now and then at what is owed. */
async function letIn(
  live: (client: KeepAliveClient, number: number) => Promise<void>,
  client: SqlClient,
): Promise<number[]> {
  const idle = Array.from({ length: CLIENTS }, () => new KeepAliveClient());
  const under: Promise<void>[] = [];
  const owed: number[] = [];
  const begin = performance.now();
  let [begun, sampled] = [0, 0];
  for (let now = 0; now < SECONDS * 1000; now = performance.now() - begin) {
    const wanted = Math.floor((now / 1000) * RATE);
    for (let one = begun < wanted ? idle.pop() : undefined; one; one = begun < wanted ? idle.pop() : undefined) {
      const free = one;
      under.push(live(free, WARM_UP + begun).finally(() => idle.push(free)));
      begun += 1;
    }
    if (now - sampled >= SAMPLE_MS) {
      sampled = now;
      owed.push(sumOf(await owedNow(client)));
    }
    await sleep(5);
  }
  await Promise.all(under);
  for (const one of idle) one.close();
  return owed;
}

function sumOf({ unpublished, behind, unsent }: Owed): number {
  return unpublished + behind + unsent;
}

function meanOf(figures: readonly number[]): number {
  return Math.round(figures.reduce((a, b) => a + b, 0) / Math.max(1, figures.length));
}

async function closed(client: SqlClient): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "case" WHERE phase = 'closed'`);
  return rows[0]?.n ?? 0;
}

async function runOn({ env, pids }: RunningSystem, home: string): Promise<Flow> {
  const owner = env['DATABASE_OWNER_URL'] ?? '';
  const live = lifeOf({ api: env['API_URL'] ?? '', issuer: env['OIDC_ISSUER'] ?? '' }, 'life');
  const first = new KeepAliveClient();
  for (let number = 0; number < WARM_UP; number += 1) await live(first, number);
  first.close();
  await tailOf(owner);
  const client = await connectedTo(owner);
  try {
    await client.query('SET ROLE vermilion_engine');
    const [before, cpu, bytes] = [await closed(client), await cpuTimes(pids()), await bytesOf(client, home)];
    const begin = performance.now();
    const owed = await letIn(live, client);
    const inTime = (await closed(client)) - before;
    const seconds = (performance.now() - begin) / 1000;
    const tail = await tailOf(owner);
    const cases = (await closed(client)) - before;
    const third = Math.max(1, Math.floor(owed.length / 3));
    const used = cpuBetween(cpu, await cpuTimes(pids()));
    return {
      perSecond: Math.round((inTime / seconds) * 10) / 10,
      owedFirst: meanOf(owed.slice(0, third)),
      owedLast: meanOf(owed.slice(-third)),
      tail,
      cpuMs: Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, Math.round((ms / cases) * 10) / 10])),
      bytes: perCase(bytes, await bytesOf(client, home), cases),
      engine: await engineWorkPerCase(client, env['TEMPORAL_ADDRESS'] ?? ''),
    };
  } finally {
    await client.end();
  }
}

function tell(flow: Flow): Flow {
  const { perSecond, owedFirst, owedLast, tail, cpuMs, bytes, engine } = flow;
  const list = (figures: object) =>
    Object.entries(figures)
      .map(([name, figure]) => `${name} ${figure}`)
      .join(', ');
  say(
    `${RATE} cases a second asked for: ${perSecond} closed a second; owed in the first third ${owedFirst}, in the last ${owedLast} (events, workflows, mails); ` +
      `at the end ${tail.unpublished} events, ${tail.behind} workflows, ${tail.unsent} mails, done after ${tail.seconds ?? 'more than 600'} s`,
  );
  say(`  CPU-ms a case: ${list(cpuMs)}`);
  say(`  bytes a case: ${list(bytes)}; of Temporal: ${list(engine)}`);
  return flow;
}

Object.assign(process.env, MEASURED, { VERMILION_YIELDING: '0' });
const flows: Flow[] = [];
for (let run = 0; run < Number(options.runs); run += 1)
  flows.push(tell(await onFreshSystem({ name: 'cases', portBase: PORT_BASE }, runOn)));
if (options.json) process.stdout.write(`${JSON.stringify(flows, null, 2)}\n`);
