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

/** A measurement this old still serves: the gauges of one reading share it. */
const LAG_AGE_MS = 500;

/** Measures the ledger's lag whenever somebody asks, and how long requests take by route. */
export function measure(registry: Registry, ledger: Ledger, server: FastifyInstance): void {
  const lag = freshLag(ledger);
  for (const [name, help, key] of LAGS) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const measured = await lag();
        // A gauge that cannot be measured shows nothing rather than something old.
        if (measured) this.set(measured[key]);
        else this.remove();
      },
    });
  }
  measureRequests(registry, server);
}

function freshLag(ledger: Ledger): () => Promise<Lag | null> {
  let measured: Promise<Lag | null> = Promise.resolve(null);
  let at = 0;
  return () => {
    if (Date.now() - at > LAG_AGE_MS) {
      at = Date.now();
      measured = ledger.read(SYSTEM, measureLag).catch(() => null);
    }
    return measured;
  };
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
