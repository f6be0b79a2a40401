import 'reflect-metadata';
import { join } from 'node:path';
import {
  allowedHosts,
  createLog,
  createMetrics,
  closeOnSignal,
  readConfiguration,
  startTelemetry,
} from '@vermilion/runtime';
import { settings } from './settings.js';

const service = 'vermilion-api';
const configuration = readConfiguration(settings);
const telemetry = await startTelemetry(service);
const log = createLog(service);
const metrics = createMetrics(service);

// Imported only now, so that telemetry sees what they load.
const [
  { loadProcedures },
  { openLedger, webhookSecrets },
  { connectTemporal },
  { tokenVerifier },
  { identityProvider },
] = await Promise.all([
  import('@vermilion/catalogue'),
  import('@vermilion/ledger'),
  import('@vermilion/temporal'),
  import('./access/token-verifier.js'),
  import('./web/identity-provider.js'),
]);
const [
  { Procedures },
  { fileStore },
  { partStore },
  { clamdScan, noScan },
  { engineAt },
  { createApi },
  { DocumentDesk },
  { UploadDesk },
  { keepSwept },
] = await Promise.all([
  import('./cases/procedures.js'),
  import('./documents/file-store.js'),
  import('./documents/part-store.js'),
  import('./documents/malware-scan.js'),
  import('./oversight/engine.js'),
  import('./server.js'),
  import('./documents/document-desk.js'),
  import('./documents/upload-desk.js'),
  import('./documents/sweeping.js'),
]);

const procedures = loadProcedures();
const ledger = await openLedger({
  url: configuration.DATABASE_URL,
  poolSize: configuration.DATABASE_POOL,
  masterKeyFile: configuration.VERMILION_MASTER_KEY_FILE,
  cipher: configuration.PRIVATE_CIPHER,
  procedures,
});
const hosts = allowedHosts(configuration.WEBHOOK_HOSTS);
const publicAddress = (configuration.PUBLIC_URL ?? `http://${configuration.HOST}:${configuration.PORT}`).replace(
  /\/+$/,
  '',
);
const documents = join(configuration.VERMILION_DATA, 'documents');
const engine = engineAt(() => connectTemporal(configuration.TEMPORAL_ADDRESS), log);
const app = await createApi(
  {
    ledger,
    procedures: new Procedures(procedures, configuration.OFFERED_PROCEDURES?.split(',') ?? null),
    documents: await fileStore(documents),
    uploads: await partStore(documents),
    malwareScan: configuration.CLAMD_ADDRESS === undefined ? noScan : clamdScan(configuration.CLAMD_ADDRESS),
    engine,
    enginePages: configuration.TEMPORAL_UI_URL?.replace(/\/+$/, '') ?? null,
    tokens: tokenVerifier(configuration.OIDC_ISSUER, configuration.OIDC_AUDIENCE, configuration.OIDC_KEYS_COOLDOWN_MS),
    identityProvider: identityProvider(
      configuration.OIDC_ISSUER,
      configuration.OIDC_WEB_CLIENT,
      `${publicAddress}/auth/callback`,
    ),
    pages: configuration.WEB_PAGES ?? null,
    log,
    metrics,
    publicAddress,
    webhooks: hosts.none ? null : { hosts, secrets: await webhookSecrets(configuration.WEBHOOK_KEY_FILE) },
  },
  {
    bodyLimit: configuration.BODY_LIMIT,
    trustedProxies: configuration.TRUSTED_PROXIES,
    requestsPerMinute: configuration.REQUESTS_PER_MINUTE,
    objectionsPerMinute: configuration.OBJECTIONS_PER_MINUTE,
    freshSignInSeconds: configuration.FRESH_SIGN_IN_SECONDS,
    idleSeconds: configuration.SESSION_IDLE_SECONDS,
  },
);
const stopSweeping = keepSwept({ documents: app.get(DocumentDesk), uploads: app.get(UploadDesk) }, log);
closeOnSignal(log, [
  { what: 'sweeping', close: () => Promise.resolve(stopSweeping()) },
  { what: 'server', close: () => app.close() },
  { what: 'engine', close: () => engine.close() },
  { what: 'ledger', close: () => ledger.close() },
  { what: 'telemetry', close: () => telemetry.stop() },
]);
await app.listen(configuration.PORT, configuration.HOST);
log.info({ port: configuration.PORT }, 'listening');
