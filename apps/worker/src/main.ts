import 'reflect-metadata';
import { bootContext, createLog, createMetrics, readConfiguration, startTelemetry } from '@vermilion/runtime';
import { settings } from './settings.js';
import { WorkerHost } from './worker-host.js';
import { measureWorker } from './worker-metrics.js';
import { WorkerModule } from './worker-module.js';

const service = 'vermilion-worker';
const configuration = readConfiguration(settings);
const telemetry = await startTelemetry(service);
const log = createLog(service);
const metrics = createMetrics(service);
let host: WorkerHost | null = null;
measureWorker(metrics, () => host);

const setting = {
  databaseUrl: configuration.DATABASE_URL,
  masterKeyFile: configuration.VERMILION_MASTER_KEY_FILE,
  cipher: configuration.PRIVATE_CIPHER,
  temporalAddress: configuration.TEMPORAL_ADDRESS,
  cachedCases: configuration.CACHED_CASES,
  log,
  onFatal: (reason: string) => {
    log.fatal({ reason }, 'ends, so that another process takes over');
    process.exit(1);
  },
};
const { app } = await bootContext(WorkerModule.with(setting), {
  service,
  log,
  metrics,
  probePort: configuration.PORT,
  probeHost: configuration.HOST,
  ready: async (context) => context.get(WorkerHost).readiness(),
  then: [{ what: 'telemetry', close: () => telemetry.stop() }],
});
host = app.get(WorkerHost);
