import type { Admin } from 'kafkajs';
import type { Progress } from './partition-work.js';

const LOOK_EVERY_MS = 5_000;

/** Watches the distance between what is published and what a group has committed. */
export class Watchdog {
  /** Messages behind, per `topic/partition` assigned to this consumer. */
  lag: ReadonlyMap<string, number> = new Map();
  private committed = '';
  private movedAt = Date.now();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly admin: Admin,
    private readonly group: string,
    private readonly progress: Progress,
    private readonly assigned: () => ReadonlyMap<string, readonly number[]>,
    private readonly patienceMs: number,
    private readonly onStuck: (reason: string) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Reads the lag; calls `onStuck` when there is some, nothing waits for a dependency, and nothing was committed for too long. */
  async look(): Promise<void> {
    try {
      await this.measure();
    } catch {
      // Without an answer from the broker nothing can be said about progress.
      this.movedAt = Date.now();
      return;
    }
    const behind = [...this.lag.values()].reduce((sum, lag) => sum + lag, 0);
    if (behind === 0 || this.progress.waiting.size > 0) this.movedAt = Date.now();
    if (Date.now() - this.movedAt > this.patienceMs) {
      this.onStuck(`${this.group} is ${behind} messages behind and has not moved for ${this.patienceMs} ms`);
    }
  }

  private async measure(): Promise<void> {
    const lag = new Map<string, number>();
    const seen: string[] = [];
    for (const [topic, partitions] of this.assigned()) {
      const ends = new Map((await this.admin.fetchTopicOffsets(topic)).map((end) => [end.partition, end]));
      const [offsets] = await this.admin.fetchOffsets({ groupId: this.group, topics: [topic] });
      for (const { partition, offset } of offsets?.partitions ?? []) {
        const end = ends.get(partition);
        if (!end || !partitions.includes(partition)) continue;
        const from = offset === '-1' ? end.low : offset;
        lag.set(`${topic}/${partition}`, Number(BigInt(end.high) - BigInt(from)));
        seen.push(`${topic}/${partition}=${offset}`);
      }
    }
    this.lag = lag;
    const committed = seen.join();
    if (committed !== this.committed) this.movedAt = Date.now();
    this.committed = committed;
  }
}
