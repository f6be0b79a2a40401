import { SYSTEM } from '@vermilion/domain';
import { measureLag, type Lag, type Ledger } from '@vermilion/ledger';
import type { FastifyInstance } from 'fastify';
import { Gauge, Histogram, type Registry } from 'prom-client';

const LAGS: readonly (readonly [name: string, help: string, key: keyof Lag])[] = [
  ['vermilion_outbox_rows', 'Events that have not reached Kafka', 'outboxRows'],
  ['vermilion_outbox_age_seconds', 'Age of the oldest event that has not reached Kafka', 'outboxAge'],
  ['vermilion_due_age_seconds', 'Age, in business time, of the oldest due row that is not recorded', 'dueAge'],
  ['vermilion_open_incidents', 'Incidents that are open', 'openIncidents'],
];

/** Measures the ledger's lag whenever somebody asks, and how long requests take by route. */
export function measure(registry: Registry, ledger: Ledger, server: FastifyInstance): void {
  const gauges = LAGS.map(([name, help, key]) => ({ key, gauge: new Gauge({ name, help, registers: [] }) }));
  for (const { gauge } of gauges) registry.registerMetric(gauge);
  new Gauge({
    name: 'vermilion_lag_known',
    help: '1 when the lag could be measured just now',
    registers: [registry],
    async collect() {
      const lag = await ledger.read(SYSTEM, measureLag).catch(() => null);
      this.set(lag ? 1 : 0);
      if (lag) for (const { key, gauge } of gauges) gauge.set(lag[key]);
    },
  });
  measureRequests(registry, server);
}

function measureRequests(registry: Registry, server: FastifyInstance): void {
  const seconds = new Histogram({
    name: 'vermilion_http_request_seconds',
    help: 'How long requests take',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}
