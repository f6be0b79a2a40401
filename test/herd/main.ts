import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RunningSystem } from '@vermilion/local';
import { MEASURED, prepareJobs, submitApplications, type BenchSystem } from '../load/decisions.js';
import { KeepAliveClient } from '../load/keep-alive-client.js';
import { measure, spreadOf, type RunResult } from '../load/measure.js';
import { ApiClient } from '../support/api-client.js';
import { cpuBetween, cpuTimes } from '../support/cpu-time.js';
import { onFreshSystem } from '../support/measured-system.js';
import { connectedTo } from '../support/sql-client.js';
import { tailOf } from '../load/tail.js';
import { Arrivals } from './arrivals.js';
import { Copier } from './copies.js';
import { Watch, type Recorded } from './watch.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    cases: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '3' },
  },
});
const HERD = Number(options.cases);
const RUNS = Number(options.runs);
const PORT_BASE = 14600;
/** Firms of the sample whose applications are copied: as many districts. */
const SEEDS = 12;
/** People who decide meanwhile, each so long after the last answer: about thirty decisions a second. */
const PEOPLE = 4;
const PAUSE_MS = 100;
const THEIR_CASES = 300;
/** How long after the herd has begun to be recorded the worker is killed, and when it comes back. */
const KILL_AFTER_MS = 2_000;
const AWAY_MS = 2_000;
const PATIENCE_MS = 300_000;

/** One herd. Seconds count from the moment at which the clock reached the instant. */
interface Herd extends Recorded {
  readonly killed: boolean;
  /** Until every recorded lapse had reached a consumer of Kafka. */
  readonly inKafka: number | null;
  /** What people's decisions took while the herd went by. */
  readonly people: RunResult;
  /** CPU-ms of each component until then. A component that was killed is counted from its return. */
  readonly cpu: Readonly<Record<string, number>>;
}

const say = (line: string): void => void (options.json || process.stdout.write(`${line}\n`));

/** People go on deciding until they are told to stop. */
function decideMeanwhile(jobs: Awaited<ReturnType<typeof prepareJobs>>) {
  let stopped = false;
  const clients = Array.from({ length: PEOPLE }, () => new KeepAliveClient());
  const unhurried = jobs.map((job): (typeof jobs)[number] => async (client, timed) => {
    if (stopped) return;
    await job(client, async (decision) => {
      await sleep(stopped ? 0 : PAUSE_MS);
      await timed(decision);
    });
  });
  const result = measure(clients, unhurried);
  return {
    stop: async (): Promise<RunResult> => {
      stopped = true;
      const seen = await result;
      for (const client of clients) client.close();
      return seen;
    },
  };
}

/** The worker dies in the middle of the herd. */
async function killWorker(system: RunningSystem): Promise<void> {
  await sleep(KILL_AFTER_MS);
  await system.kill('worker');
  await sleep(AWAY_MS);
  await system.restart('worker');
}

async function runOn(system: RunningSystem, killed: boolean): Promise<Herd> {
  const { env } = system;
  const found: BenchSystem = { api: env['API_URL'] ?? '', issuer: env['OIDC_ISSUER'] ?? '' };
  const owner = env['DATABASE_OWNER_URL'] ?? '';
  const seeds = await submitApplications(found, SEEDS, `herd-${Date.now()}`);
  const jobs = await prepareJobs(found, THEIR_CASES, `people-${Date.now()}`);
  // A copy of a case whose workflow has not come along yet would stay behind.
  await tailOf(owner);
  const copier = await Copier.beside(owner);
  const began = performance.now();
  for (const { caseId } of seeds) await copier.copy(caseId, Math.ceil(HERD / SEEDS));
  await copier.leave();
  say(`  ${HERD} cases copied in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await tailOf(owner);
  const client = await connectedTo(owner);
  const arrivals = await Arrivals.from(env['KAFKA_BROKERS'] ?? '');
  try {
    const watch = await Watch.over(client);
    await new ApiClient(found)
      .as('ops1')
      .ask({ method: 'POST', path: 'operations/clock', body: { to: watch.instant } });
    const start = await watch.reached();
    const before = await cpuTimes(system.pids());
    // Not before: a clock that is moved by hand waits for what the engine owes those who have finished.
    const people = decideMeanwhile(jobs);
    const death = killed ? killWorker(system) : Promise.resolve();
    const recorded = await watch.recorded(PATIENCE_MS);
    const inKafka = await arrivals.all(recorded.streams, PATIENCE_MS);
    const cpu = cpuBetween(before, await cpuTimes(system.pids()));
    const result = await people.stop();
    await death;
    return { ...recorded, killed, inKafka: inKafka === null ? null : (inKafka - start) / 1000, people: result, cpu };
  } finally {
    await arrivals.stop();
    await client.end();
  }
}

function tell(herd: Herd): Herd {
  const { killed, cases, first, last, told, mailed, inKafka, people, twice, lost } = herd;
  const s = (seconds: number | null) => (seconds === null ? 'never' : `${seconds.toFixed(1)} s`);
  say(
    `${cases} limits at one instant${killed ? ', worker killed in the middle' : ''}: first recorded after ${s(first)}, last ${s(last)}; in Kafka ${s(inKafka)}; ` +
      `the lead bureau's digest written ${s(told)}, sent ${s(mailed)}; lost ${lost}, twice ${twice}; ` +
      `${people.decisions} decisions of people meanwhile, p50 ${people.p50} ms, p99 ${people.p99} ms`,
  );
  say(
    `  CPU-ms: ${Object.entries(herd.cpu)
      .map(([name, ms]) => `${name} ${ms}`)
      .join(', ')}`,
  );
  return herd;
}

Object.assign(process.env, MEASURED);
const herds: Herd[] = [];
for (const killed of [false, true])
  for (let run = 0; run < RUNS; run += 1)
    herds.push(tell(await onFreshSystem({ name: 'herd', portBase: PORT_BASE }, (system) => runOn(system, killed))));
if (options.json) process.stdout.write(`${JSON.stringify(herds, null, 2)}\n`);
else
  for (const killed of [false, true]) {
    const some = herds.filter((herd) => herd.killed === killed);
    const figures = (pick: (herd: Herd) => number | null) => {
      const { median, least, most } = spreadOf(some.map((herd) => pick(herd) ?? Number.POSITIVE_INFINITY));
      return `${median.toFixed(1)} (${least.toFixed(1)}–${most.toFixed(1)})`;
    };
    say(
      `${killed ? 'worker killed' : 'undisturbed'}: first ${figures(({ first }) => first)} s, last ${figures(({ last }) => last)} s, in Kafka ` +
        `${figures(({ inKafka }) => inKafka)} s, digest sent ${figures(({ mailed }) => mailed)} s, people p99 ${figures(({ people }) => people.p99)} ms`,
    );
  }
