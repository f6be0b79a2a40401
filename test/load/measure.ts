/** One run: how many decisions in which time, and how long each took. */
export interface RunResult {
  readonly clients: number;
  readonly decisions: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What a client does in one go; it tells the milliseconds of each decision. */
export type Job<Client> = (client: Client, timed: (decision: () => Promise<void>) => Promise<void>) => Promise<void>;

/**
 * Several clients take jobs from one queue until it is empty, or so many seconds have passed and the job that each is at is done. Closed loop: a client
 * sends its next request when the last one is answered.
 */
export async function measure<Client>(
  clients: readonly Client[],
  jobs: readonly Job<Client>[],
  seconds = Number.POSITIVE_INFINITY,
): Promise<RunResult> {
  const times: number[] = [];
  const queue = [...jobs];
  const timed = async (decision: () => Promise<void>): Promise<void> => {
    const start = performance.now();
    await decision();
    times.push(performance.now() - start);
  };
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      for (let job = queue.shift(); job && performance.now() < end; job = queue.shift()) await job(client, timed);
    }),
  );
  const taken = (performance.now() - start) / 1000;
  const sorted = times.sort((a, b) => a - b);
  return {
    clients: clients.length,
    decisions: times.length,
    seconds: rounded(taken, 2),
    perSecond: rounded(times.length / taken, 1),
    p50: rounded(percentile(sorted, 0.5), 1),
    p95: rounded(percentile(sorted, 0.95), 1),
    p99: rounded(percentile(sorted, 0.99), 1),
  };
}

/** Middle, least and most of some figures. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  return { median: percentile(sorted, 0.5), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** Nearest rank. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function rounded(figure: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(figure * scale) / scale;
}
