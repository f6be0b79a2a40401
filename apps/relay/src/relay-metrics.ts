import { Counter, Gauge, type Registry } from 'prom-client';

/** What operations watch of a relay. */
export class RelayMetrics {
  readonly published: Counter;
  readonly shards: Gauge;
  private readonly rows: Gauge;
  private readonly age: Gauge;

  constructor(registry: Registry) {
    const registers = [registry];
    this.published = new Counter({
      name: 'vermilion_relay_published_total',
      help: 'Events published by this relay',
      registers,
    });
    this.shards = new Gauge({
      name: 'vermilion_relay_shards',
      help: 'Outbox shards that this relay publishes',
      registers,
    });
    this.rows = new Gauge({ name: 'vermilion_outbox_rows', help: 'Events that wait to be published', registers });
    this.age = new Gauge({
      name: 'vermilion_outbox_age_seconds',
      help: 'For how long the oldest of them has waited',
      registers,
    });
  }

  setBacklog({ rows, ageSeconds }: { readonly rows: number; readonly ageSeconds: number }): void {
    this.rows.set(rows);
    this.age.set(ageSeconds);
  }
}
