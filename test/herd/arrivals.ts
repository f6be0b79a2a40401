import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS } from '@vermilion/contracts';
import { startConsumer, type RunningConsumer } from '@vermilion/messaging';
import { noParking, quietKafka } from '../support/topic.js';

/** Notes when the lapse of each case's limit has come out of Kafka. */
export class Arrivals {
  private readonly seen = new Map<string, number>();

  private constructor(private readonly consumer: RunningConsumer) {}

  static async from(brokers: string): Promise<Arrivals> {
    const heard: string[] = [];
    const holder: { arrivals?: Arrivals } = {};
    const consumer = await startConsumer({
      connection: quietKafka(brokers),
      group: `bench-herd-${Date.now()}`,
      topics: [TOPICS.cases],
      handle: async (some) =>
        some.forEach(({ value }) => (holder.arrivals ? holder.arrivals.take(value) : heard.push(value))),
      parking: noParking,
      onFatal: (reason) => {
        throw new Error(reason);
      },
    });
    holder.arrivals = new Arrivals(consumer);
    for (const value of heard) holder.arrivals.take(value);
    return holder.arrivals;
  }

  private take(value: string): void {
    const { type, subject } = JSON.parse(value) as { type: string; subject: string };
    if (type.includes('limit.lapsed') && !this.seen.has(subject)) this.seen.set(subject, Date.now());
  }

  /** When the last of these streams had arrived, in ms since 1970; null when that did not happen in time. */
  async all(streams: readonly string[], patienceMs: number): Promise<number | null> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(50))
      if (streams.every((stream) => this.seen.has(stream)))
        return Math.max(...streams.map((stream) => this.seen.get(stream) ?? 0));
    return null;
  }

  stop(): Promise<void> {
    return this.consumer.stop();
  }
}
