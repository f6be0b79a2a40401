import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { openOutbox, OUTBOX_SHARDS, type Outbox } from '@vermilion/ledger';
import { openProducer, type Connection, type Producer } from '@vermilion/messaging';
import type { RelayMetrics } from './relay-metrics.js';

const BUSY_PAUSE_MS = 20;
const IDLE_PAUSE_MS = 100;
const SHARDS_EVERY_MS = 1_000;
const BACKLOG_EVERY_MS = 2_000;
const REOPEN_AFTER_MS = 1_000;
const GRACE_MS = 2_000;
const ROWS_AT_ONCE = 500;
const HEADERS = { 'content-type': 'application/cloudevents+json' };

/**
 * Publishes what the ledger has put into the outbox: in order per stream, at least once. Any number of relays may run; each shard has
 * one at a time, the others stand by. Rows are removed only after the brokers have them.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private readonly connected = { postgres: false, kafka: false };

  constructor(
    private readonly databaseUrl: string,
    private readonly kafka: Connection,
    private readonly metrics: RelayMetrics,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  readiness(): { readonly [part: string]: boolean } {
    return { ...this.connected };
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.untilItBreaks();
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        this.kafka.log.warn({ reason: messageOf(error) }, 'relay begins anew');
        await this.pause(REOPEN_AFTER_MS);
      }
    }
  }

  /** One session with the outbox and one with the brokers. An error of either ends both: locks and sequence numbers are gone with them. */
  private async untilItBreaks(): Promise<void> {
    const ended = rejectsAfter(this.stopping.signal, GRACE_MS);
    const outbox = await openOutbox({ url: this.databaseUrl });
    this.connected.postgres = true;
    const watch = this.watchBacklog(outbox);
    const opening = openProducer(this.kafka);
    opening.catch(() => undefined);
    try {
      const lost = outbox.lost.then((reason) => Promise.reject(new Error(`outbox lost: ${reason}`)));
      lost.catch(() => undefined);
      const producer = await Promise.race([opening, lost, ended]);
      this.connected.kafka = true;
      const publishing = this.publishShards(outbox, producer);
      publishing.catch(() => undefined);
      await Promise.race([publishing, lost, ended]);
    } finally {
      clearInterval(watch);
      this.connected.postgres = false;
      this.connected.kafka = false;
      this.metrics.shards.set(0);
      // A producer that is still looking for its broker is closed when it has found it.
      const closing = opening.then((producer) => producer.close());
      await Promise.allSettled([Promise.race([closing, sleep(GRACE_MS)]), outbox.close()]);
    }
  }

  private async publishShards(outbox: Outbox, producer: Producer): Promise<void> {
    const held = new Set<number>();
    let pauseMs = BUSY_PAUSE_MS;
    for (let lookAt = 0; !this.stopping.signal.aborted;) {
      if (held.size < OUTBOX_SHARDS && Date.now() >= lookAt) {
        await this.takeFreeShards(outbox, held);
        lookAt = Date.now() + SHARDS_EVERY_MS;
      }
      const rows = held.size > 0 ? await outbox.unsent([...held], ROWS_AT_ONCE) : [];
      if (rows.length > 0) {
        const messages = rows.map(({ topic, key, payload }) => ({ topic, key, value: payload, headers: HEADERS }));
        await producer.publish(messages);
        await outbox.acknowledge(rows.map(({ id }) => id));
        this.metrics.published.inc(rows.length);
      }
      pauseMs = rows.length > 0 ? BUSY_PAUSE_MS : Math.min(pauseMs + BUSY_PAUSE_MS, IDLE_PAUSE_MS);
      if (rows.length < ROWS_AT_ONCE) await this.pause(pauseMs);
    }
  }

  private async takeFreeShards(outbox: Outbox, held: Set<number>): Promise<void> {
    for (let shard = 0; shard < OUTBOX_SHARDS; shard += 1) {
      if (held.has(shard) || !(await outbox.takeShard(shard))) continue;
      held.add(shard);
      this.kafka.log.info({ shard }, 'shard taken');
    }
    this.metrics.shards.set(held.size);
  }

  /** Measures apart from the publishing, so that the age is known above all when the brokers do not answer. */
  private watchBacklog(outbox: Outbox): NodeJS.Timeout {
    const look = () =>
      outbox.backlog().then(
        (backlog) => this.metrics.setBacklog(backlog),
        () => undefined,
      );
    void look();
    return setInterval(() => void look(), BACKLOG_EVERY_MS);
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Rejects some time after the signal: what is being published may be acknowledged, brokers that are away are not waited for. */
function rejectsAfter(signal: AbortSignal, graceMs: number): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    const end = () => setTimeout(() => reject(new Error('stopping')), graceMs).unref();
    signal.addEventListener('abort', end, { once: true });
  });
  ended.catch(() => undefined);
  return ended;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
