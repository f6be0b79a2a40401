import { Gauge, type Registry } from 'prom-client';
import type { WorkerHost } from './worker-host.js';

/** Registers what operations watch of the worker; read when they are scraped. */
export function measureWorker(registry: Registry, host: () => WorkerHost | null): void {
  const registers = [registry];
  new Gauge({
    name: 'vermilion_oldest_unrecorded_due_seconds',
    help: 'Business seconds since the oldest due date that has not been recorded; 0 when there is none',
    registers,
    async collect() {
      this.set((await host()?.due()?.oldestUnrecordedDue()) ?? 0);
    },
  });
  new Gauge({
    name: 'vermilion_worker_running',
    help: 'Whether the worker of a task queue takes work',
    labelNames: ['queue'],
    registers,
    collect() {
      for (const [queue, state] of Object.entries(host()?.states() ?? {}))
        this.set({ queue }, state === 'RUNNING' ? 1 : 0);
    },
  });
}
