import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { connect, removeExpired, type Connection } from '@vermilion/ledger';
import type { Connection as Brokers } from '@vermilion/messaging';
import { Loop } from '@vermilion/runtime';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How often old rows are looked for. */
const EVERY_MS = 3_600_000;

/** What operations watch of it. */
export class RetentionMetrics {
  readonly removed: Counter;
  readonly ran: Gauge;

  constructor(registry: Registry) {
    const registers = [registry];
    this.removed = new Counter({
      name: 'vermilion_retention_removed_total',
      help: 'Rows that were removed because their time was over',
      labelNames: ['relation'],
      registers,
    });
    this.ran = new Gauge({
      name: 'vermilion_retention_ran_at_seconds',
      help: 'When this process has last gone through all tables (Unix time)',
      registers,
    });
  }
}

/** Removes, every hour, what the rules of retention let go. Any number may run; one is at it at a time. */
@Injectable()
export class Retainer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: Loop;
  private connection: Connection | null = null;

  constructor(
    private readonly databaseUrl: string,
    private readonly log: Brokers['log'],
    private readonly metrics: RetentionMetrics,
  ) {
    const setting = { what: 'retention', pauseMs: EVERY_MS, log };
    this.loop = new Loop(setting, (stopping) => this.removeOnce(stopping));
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
    await this.connection?.close();
  }

  private async removeOnce(stopping: AbortSignal): Promise<false> {
    this.connection ??= await connect({ url: this.databaseUrl, role: 'vermilion_relay', poolSize: 1 });
    const removals = await removeExpired(this.connection, () => !stopping.aborted);
    for (const { relation, removed } of removals) this.metrics.removed.inc({ relation }, removed);
    this.metrics.ran.setToCurrentTime();
    this.log.info({ removals }, 'retention has gone through');
    return false;
  }
}
