import 'reflect-metadata';
import { brokersFrom } from '@vermilion/messaging';
import { bootContext, createLog, createMetrics, readConfiguration, startTelemetry } from '@vermilion/runtime';
import { z } from 'zod';
import { RelayMetrics } from './relay-metrics.js';
import { RelayModule } from './relay-module.js';
import { Relay } from './relay.js';

const service = 'vermilion-relay';
const configuration = readConfiguration(
  z.object({ DATABASE_URL: z.string(), KAFKA_BROKERS: z.string(), PORT: z.coerce.number().int().default(4409) }),
);
const telemetry = await startTelemetry(service);
const log = createLog(service);
const metrics = createMetrics(service);
const relay = RelayModule.with({
  databaseUrl: configuration.DATABASE_URL,
  kafka: { brokers: brokersFrom(configuration.KAFKA_BROKERS), clientId: service, log },
  metrics: new RelayMetrics(metrics),
});
await bootContext(relay, {
  service,
  log,
  metrics,
  probePort: configuration.PORT,
  ready: async (app) => app.get(Relay).readiness(),
  then: [{ what: 'telemetry', close: () => telemetry.stop() }],
});
