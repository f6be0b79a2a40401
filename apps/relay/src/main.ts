import 'reflect-metadata';
import { brokersFrom } from '@vermilion/messaging';
import { bootContext, createLog, createMetrics, readConfiguration, startTelemetry } from '@vermilion/runtime';
import { settings } from './settings.js';
import { AnchorMetrics } from './anchor-metrics.js';
import { RelayMetrics } from './relay-metrics.js';
import { RelayModule } from './relay-module.js';
import { Relay } from './relay.js';
import { RetentionMetrics } from './retainer.js';

const service = 'vermilion-relay';
const configuration = readConfiguration(settings);
const telemetry = await startTelemetry(service);
const log = createLog(service);
const metrics = createMetrics(service);
const { DATABASE_URL: databaseUrl, ANCHOR_KEYS_DIR: keysDirectory, ANCHOR_FILE: file } = configuration;
const anchors =
  keysDirectory === undefined || file === undefined
    ? null
    : {
        ...{ databaseUrl, keysDirectory, file, log },
        everySeconds: configuration.ANCHOR_EVERY_SECONDS,
        metrics: new AnchorMetrics(metrics),
      };
if (anchors === null) log.warn('no anchors are taken: ANCHOR_KEYS_DIR and ANCHOR_FILE are not set');
const relay = RelayModule.with({
  retention: new RetentionMetrics(metrics),
  anchors,
  databaseUrl,
  kafka: { brokers: brokersFrom(configuration.KAFKA_BROKERS), clientId: service, log },
  metrics: new RelayMetrics(metrics),
});
await bootContext(relay, {
  service,
  log,
  metrics,
  probePort: configuration.PORT,
  probeHost: configuration.HOST,
  ready: async (app) => app.get(Relay).readiness(),
  then: [{ what: 'telemetry', close: () => telemetry.stop() }],
});
