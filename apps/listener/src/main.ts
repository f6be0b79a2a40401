import 'reflect-metadata';
import { brokersFrom } from '@vermilion/messaging';
import { webhookSecrets } from '@vermilion/ledger';
import {
  allowedHosts,
  bootContext,
  createLog,
  createMetrics,
  readConfiguration,
  startTelemetry,
} from '@vermilion/runtime';
import { settings } from './settings.js';
import { ListenerModule } from './listener-module.js';
import { measureListener } from './listener-metrics.js';
import { Listener } from './listener.js';

const service = 'vermilion-listener';
const configuration = readConfiguration(settings);
const telemetry = await startTelemetry(service);
const log = createLog(service);
const metrics = createMetrics(service);
let listener: Listener | null = null;
measureListener(metrics, () => listener);

const hosts = allowedHosts(configuration.WEBHOOK_HOSTS);
const setting = {
  databaseUrl: configuration.DATABASE_URL,
  kafka: { brokers: brokersFrom(configuration.KAFKA_BROKERS), clientId: service, log },
  temporalAddress: configuration.TEMPORAL_ADDRESS,
  reconcileAfterMs: configuration.RECONCILE_AFTER_MS,
  mail: { smtpUrl: configuration.SMTP_URL, from: configuration.MAIL_FROM },
  webhooks: hosts.none ? null : { hosts, secrets: await webhookSecrets(configuration.WEBHOOK_KEY_FILE) },
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
  probeHost: configuration.HOST,
  ready: async (context) => context.get(Listener).readiness(),
  then: [{ what: 'telemetry', close: () => telemetry.stop() }],
});
listener = app.get(Listener);
