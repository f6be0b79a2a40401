import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { TOPICS } from '@vermilion/contracts';
import { startConsumer } from '@vermilion/messaging';
import { percentile } from '../load/measure.js';
import { findSystem, leaveOnSignal, type FoundSystem } from '../support/find-system.js';
import { noParking, quietKafka } from '../support/topic.js';
import { Planter } from './plant.js';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '60' } },
});
const seconds = Number(options.seconds);
const PORT_BASE = '14400';
const RUNS = 3;
/** A calm day of a large city, and what the relay should bear. */
const RATES: readonly number[] = [100, 5_000];
const TICK_MS = 10;

interface Flow {
  readonly rate: number;
  /** Milliseconds from the writing of the event to its consumer. */
  readonly p50: number;
  readonly p99: number;
  /** Events that reached the consumer, of those planted. */
  readonly arrived: number;
  readonly planted: number;
  /** Rows of the outbox when the last was planted: what the relay was behind. */
  readonly behind: number;
  /** From the last planting until everything had arrived. */
  readonly drainMs: number;
}

/** Notes when each event arrived that was planted. */
class Arrivals {
  readonly waits: number[] = [];

  take(value: string): void {
    const { at, n } = JSON.parse(value) as { at?: number; n?: number };
    if (at !== undefined && n !== undefined) this.waits.push(Date.now() - at);
  }
}

/** Plants at an even rate for so long; then waits for the last to arrive. */
async function flow(planter: Planter, arrivals: Arrivals, rate: number): Promise<Flow> {
  arrivals.waits.length = 0;
  const began = performance.now();
  let planted = 0;
  for (let tick = 1; planted < rate * seconds; tick += 1) {
    const owed = Math.floor((Math.min(performance.now() - began, seconds * 1_000) / 1_000) * rate) - planted;
    if (owed > 0) await planter.plant(owed);
    planted += Math.max(0, owed);
    await sleep(Math.max(0, began + tick * TICK_MS - performance.now()));
  }
  const behind = await planter.waiting();
  const ended = performance.now();
  while (arrivals.waits.length < planted && performance.now() - ended < 60_000) await sleep(20);
  const sorted = [...arrivals.waits].sort((a, b) => a - b);
  const [p50, p99] = [percentile(sorted, 0.5), percentile(sorted, 0.99)];
  return { rate, p50, p99, arrived: sorted.length, planted, behind, drainMs: Math.round(performance.now() - ended) };
}

async function measureOn(found: FoundSystem): Promise<Flow[]> {
  const arrivals = new Arrivals();
  const consumer = await startConsumer({
    connection: quietKafka(found.kafkaBrokers),
    group: `bench-events-${Date.now()}`,
    topics: [TOPICS.notifications],
    handle: async (some) => some.forEach(({ value }) => arrivals.take(value)),
    parking: noParking,
    onFatal: (reason) => {
      throw new Error(reason);
    },
  });
  const planter = await Planter.beside(found.databaseOwner);
  const flows: Flow[] = [];
  try {
    await planter.plant(1);
    while (arrivals.waits.length === 0) await sleep(50);
    for (const rate of RATES)
      for (let run = 0; run < RUNS; run += 1) {
        const line = await flow(planter, arrivals, rate);
        if (!options.json)
          console.log(
            `${rate}/s: p50 ${line.p50} ms, p99 ${line.p99} ms; ${line.arrived} of ${line.planted} arrived, ${line.behind} waited at the end, drained in ${line.drainMs} ms`,
          );
        flows.push(line);
      }
    return flows;
  } finally {
    await consumer.stop();
    await planter.leave();
  }
}

const home = await mkdtemp(join(tmpdir(), 'vermilion-events-'));
Object.assign(process.env, { VERMILION_HOME: home, VERMILION_PORT_BASE: PORT_BASE });
const found = await findSystem({ fresh: false, quiet: options.json });
leaveOnSignal(found, () => undefined);
try {
  const flows = await measureOn(found);
  if (options.json) process.stdout.write(`${JSON.stringify(flows, null, 2)}\n`);
} finally {
  await found.leave();
  await rm(home, { recursive: true, force: true });
}
