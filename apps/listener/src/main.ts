import 'reflect-metadata';
import { brokersFrom } from '@vermilion/messaging';
import { bootContext, createLog, createMetrics, readConfiguration, startTelemetry } from '@vermilion/runtime';
import { z } from 'zod';
import { ListenerModule } from './listener-module.js';
import { measureListener } from './listener-metrics.js';
import { Listener } from './listener.js';

const service = 'vermilion-listener';
const configuration = readConfiguration(
  z.object({
    DATABASE_URL: z.string(),
    KAFKA_BROKERS: z.string(),
    TEMPORAL_ADDRESS: z.string(),
    SMTP_URL: z.url(),
    MAIL_FROM: z.string().default('朱批 Vermilion <no-reply@vermilion.invalid>'),
    RECONCILE_AFTER_MS: z.coerce.number().int().positive().default(120_000),
    PORT: z.coerce.number().int().default(4410),
  }),
);
const telemetry = await startTelemetry(service);
const log = createLog(service);
const metrics = createMetrics(service);
let listener: Listener | null = null;
measureListener(metrics, () => listener);

const setting = {
  databaseUrl: configuration.DATABASE_URL,
  kafka: { brokers: brokersFrom(configuration.KAFKA_BROKERS), clientId: service, log },
  temporalAddress: configuration.TEMPORAL_ADDRESS,
  reconcileAfterMs: configuration.RECONCILE_AFTER_MS,
  mail: { smtpUrl: configuration.SMTP_URL, from: configuration.MAIL_FROM },
  log,
  onFatal: (reason: string) => {
    log.fatal({ reason }, 'ends, so that another process takes over');
    process.exit(1);
  },
};
const { app } = await bootContext(ListenerModule.with(setting), {
  service,
  log,
  metrics,
  probePort: configuration.PORT,
  ready: async (context) => context.get(Listener).readiness(),
  then: [{ what: 'telemetry', close: () => telemetry.stop() }],
});
listener = app.get(Listener);
