import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { findSystem, leaveOnSignal } from '../support/find-system.js';
import { startBaseline } from './baseline.js';
import { DECISIONS_PER_CASE, MEASURED, prepareJobs } from './decisions.js';
import { KeepAliveClient } from './keep-alive-client.js';
import { measure, spreadOf, type Job, type RunResult, type Spread } from './measure.js';
import { tailOf, type Tail } from './tail.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    clients: { type: 'string', default: '1,8,32' },
    runs: { type: 'string', default: '3' },
  },
});
/** How long a run lasts. */
const SECONDS = Number(options.seconds);
const say = (line: string): void => void (options.json || process.stdout.write(`${line}\n`));

const RUNS = Number(options.runs);
const CLIENTS: readonly number[] = options.clients.split(',').map(Number);
const BASELINE_DECISIONS = 1_000;
/** Cases decided on before anything is measured, with as many clients; from how fast that went, it is known how many a run may need. */
const WARM_UP = { cases: 200, bare: 400 };
/** How much faster than in the warm-up a run may be without running out of cases. */
const RESERVE = 1.3;
/** How long is waited for what the making of cases has left to do; tokens are good for an hour. */
const SUPPLY_PATIENCE_MS = 1_800_000;

/** Something that takes decisions: fresh jobs for a run, and the CPU time that its server has used so far, in ms. */
interface Contestant {
  readonly name: string;
  readonly supply: (count: number, run: string) => Promise<readonly Job<KeepAliveClient>[]>;
  readonly cpu: () => Promise<number>;
  /** Resolves when what the supply has left behind is done, so that a run meets nothing but itself. */
  readonly settled: () => Promise<void>;
}

interface Run extends RunResult {
  /** CPU time of the server process (without PostgreSQL's) for one decision. */
  readonly cpuMs: number;
}

interface Line {
  readonly clients: number;
  readonly runs: readonly Run[];
  readonly perSecond: Spread;
  readonly p50: Spread;
  readonly p99: Spread;
  readonly cpuMs: Spread;
}

interface Figures {
  readonly machine: object;
  readonly decisions: readonly Line[];
  readonly baseline: readonly Line[];
  /** Decisions per second of the system ÷ transactions per second of the baseline, medians, by clients. */
  readonly ratio: Readonly<Record<string, number>>;
  /** What the last run had left to do. */
  readonly tail: Tail;
}

async function runOnce(
  { supply, cpu, settled }: Contestant,
  clients: number,
  { count, seconds, name }: Asked,
): Promise<Run> {
  const jobs = await supply(count, name);
  await settled();
  const pool = Array.from({ length: clients }, () => new KeepAliveClient());
  try {
    const before = await cpu();
    const result = await measure(pool, jobs, seconds);
    return { ...result, cpuMs: Math.round(((await cpu()) - before) / (result.decisions / 100)) / 100 };
  } finally {
    for (const client of pool) client.close();
  }
}

interface Asked {
  readonly name: string;
  /** Jobs that are made ready. */
  readonly count: number;
  /** After so many no further job is begun. */
  readonly seconds?: number;
}

/** Baseline and system by turns, so that both meet the same machine, and each only when nothing is left to do of what was before. */
async function compare(system: Contestant, bare: Contestant): Promise<[Line[], Line[]]> {
  const [decisions, baseline]: [Line[], Line[]] = [[], []];
  for (const clients of CLIENTS) {
    const [systemRuns, bareRuns]: [Run[], Run[]] = [[], []];
    const { perSecond } = await runOnce(system, clients, { name: `${clients}-warm-up`, count: WARM_UP.cases });
    await runOnce(bare, clients, { name: `${clients}-warm-up`, count: WARM_UP.bare });
    const count = Math.ceil((perSecond * SECONDS * RESERVE) / DECISIONS_PER_CASE);
    for (let run = 1; run <= RUNS; run += 1) {
      const name = `${clients}-${run}`;
      bareRuns.push(told(bare.name, await runOnce(bare, clients, { name, count: BASELINE_DECISIONS })));
      systemRuns.push(told(system.name, await runOnce(system, clients, { name, count, seconds: SECONDS })));
    }
    decisions.push(lineOf(clients, systemRuns));
    baseline.push(lineOf(clients, bareRuns));
  }
  return [decisions, baseline];
}

function told(name: string, run: Run): Run {
  const { clients, perSecond, p50, p99, cpuMs } = run;
  say(
    `  ${name}, ${clients} clients: ${perSecond}/s, p50 ${p50} ms, p99 ${p99} ms, ${cpuMs} CPU-ms of the server each`,
  );
  return run;
}

function lineOf(clients: number, runs: readonly Run[]): Line {
  const spread = (figure: (run: Run) => number): Spread => spreadOf(runs.map(figure));
  return {
    clients,
    runs,
    perSecond: spread((run) => run.perSecond),
    p50: spread((run) => run.p50),
    p99: spread((run) => run.p99),
    cpuMs: spread((run) => run.cpuMs),
  };
}

function ratioOf(decisions: readonly Line[], baseline: readonly Line[]): Record<string, number> {
  return Object.fromEntries(
    decisions.map(({ clients, perSecond }) => {
      const bare = baseline.find((line) => line.clients === clients)?.perSecond.median ?? Number.NaN;
      return [String(clients), Math.round((perSecond.median / bare) * 1000) / 1000];
    }),
  );
}

/** What the API's own metrics say of its process. */
async function cpuOfApi(api: string): Promise<number> {
  const text = await (await fetch(`${api}/metrics`)).text();
  const seconds = /^vermilion_process_cpu_seconds_total\S* (\S+)/m.exec(text)?.[1];
  if (seconds === undefined) throw new Error('the metrics of the API do not tell its CPU time');
  return Number(seconds) * 1000;
}

async function bench(): Promise<Figures> {
  Object.assign(process.env, MEASURED);
  const found = await findSystem({ fresh: false, quiet: options.json });
  leaveOnSignal(found, () => undefined);
  try {
    const prefix = `bench-${Date.now()}`;
    const system: Contestant = {
      name: 'Vermilion',
      supply: (count, run) => prepareJobs(found, count, `${prefix}-${run}`),
      cpu: () => cpuOfApi(found.api),
      settled: async () => {
        say('  what was left to do is being done …');
        const { seconds } = await tailOf(found.databaseOwner, SUPPLY_PATIENCE_MS);
        if (seconds === null)
          throw new Error('what the cases for a run had left to do was not done within half an hour');
      },
    };
    say(`${DECISIONS_PER_CASE} decisions a case: accept, and three reviews; submitted before each run, untimed`);
    const bare = await startBaseline(found.databaseOwner);
    try {
      const [decisions, baseline] = await compare(system, { ...bare, settled: system.settled });
      const tail = await tailOf(found.databaseOwner);
      return { machine: machine(), decisions, baseline, ratio: ratioOf(decisions, baseline), tail };
    } finally {
      await bare.stop();
    }
  } finally {
    await found.leave();
  }
}

function machine(): object {
  const [processor] = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return { processor: processor?.model, cores: cpus().length, memoryGiB, node: process.version };
}

function print(figures: Figures): void {
  if (options.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  for (const { clients, perSecond, p50, p99 } of figures.decisions) {
    say(
      `${clients} clients: ${perSecond.median} decisions/s (${perSecond.least}–${perSecond.most}), p50 ${p50.median} ms, ` +
        `p99 ${p99.median} ms; ${figures.ratio[String(clients)]} of the bare transaction`,
    );
  }
  const { unpublished, behind, unsent, seconds } = figures.tail;
  const done = seconds === null ? 'not done within 10 minutes' : `done after ${seconds} s`;
  say(`left to do at the end: ${unpublished} events, ${behind} workflows, ${unsent} mails; ${done}`);
}

print(await bench());
