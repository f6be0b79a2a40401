import { Gauge, type Registry } from 'prom-client';
import type { Listener } from './listener.js';

/** Registers what operations watch of the listener; read when they are scraped. */
export function measureListener(registry: Registry, listener: () => Listener | null): void {
  const registers = [registry];
  const perGroup = (
    name: string,
    help: string,
    read: (consumer: NonNullable<ReturnType<typeof groups>>[number][1]) => number,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: ['group'],
      registers,
      collect() {
        for (const [group, consumer] of groups(listener())) this.set({ group }, read(consumer));
      },
    });
  perGroup('vermilion_consumer_lag', 'Messages that are published and not yet processed', (consumer) =>
    [...consumer.lag().values()].reduce((sum, lag) => sum + lag, 0),
  );
  perGroup('vermilion_consumer_handled', 'Messages processed since the start', (consumer) => consumer.handled());
  perGroup(
    'vermilion_consumer_waiting',
    'Partitions that wait for something that is away',
    (consumer) => consumer.waiting().length,
  );
  const byOutcome = (
    name: string,
    help: string,
    read: (running: Listener) => { readonly sent: number; readonly failed: number },
  ) =>
    new Gauge({
      name,
      help,
      labelNames: ['outcome'],
      registers,
      collect() {
        const running = listener();
        const { sent, failed } = running ? read(running) : { sent: 0, failed: 0 };
        this.set({ outcome: 'sent' }, sent);
        this.set({ outcome: 'failed' }, failed);
      },
    });
  byOutcome('vermilion_mail', 'Mails since the start, by outcome', (running) => running.mailCounts());
  byOutcome('vermilion_webhook', 'Events for webhooks sent since the start, and attempts that failed', (running) =>
    running.webhookCounts(),
  );
}

function groups(listener: Listener | null) {
  return [...(listener?.running() ?? [])];
}
