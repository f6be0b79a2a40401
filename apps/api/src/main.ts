import 'reflect-metadata';
import { join } from 'node:path';
import { createLog, createMetrics, closeOnSignal, readConfiguration, startTelemetry } from '@vermilion/runtime';
import { z } from 'zod';

const service = 'vermilion-api';
const configuration = readConfiguration(
  z.object({
    PORT: z.coerce.number().int().default(4400),
    HOST: z.string().default('127.0.0.1'),
    DATABASE_URL: z.string(),
    DATABASE_POOL: z.coerce.number().int().min(2).default(12),
    OIDC_ISSUER: z.url(),
    OIDC_AUDIENCE: z.string().default('vermilion-api'),
    /** So often at most the issuer is asked for keys that nobody knows. */
    OIDC_KEYS_COOLDOWN_MS: z.coerce.number().int().default(30_000),
    TEMPORAL_ADDRESS: z.string(),
    /** Where operations find the pages of the workflow engine. */
    TEMPORAL_UI_URL: z.url().optional(),
    VERMILION_DATA: z.string(),
    VERMILION_MASTER_KEY_FILE: z.string(),
    /** With what persons' words are encrypted from now on; what is there stays readable. */
    PRIVATE_CIPHER: z.enum(['aes-256-gcm', 'sm4-cbc-hmac-sm3']).default('aes-256-gcm'),
    /** `host:port` of a clamd: with one, no upload is kept without its verdict. */
    CLAMD_ADDRESS: z
      .string()
      .regex(/^\S+:\d+$/)
      .optional(),
    BODY_LIMIT: z.coerce.number().int().default(1_048_576),
    /** What is printed on papers for whoever checks them; by default where this process listens. */
    PUBLIC_URL: z.url().optional(),
    /** The client under which browsers are signed in. */
    OIDC_WEB_CLIENT: z.string().default('vermilion-web'),
    /** The directory of the built web application; without one, only the API is served. */
    WEB_PAGES: z.string().optional(),
    OFFERED_PROCEDURES: z.string().optional(),
    REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(6_000),
    OBJECTIONS_PER_MINUTE: z.coerce.number().int().min(0).default(10),
    /** So long a sign-in counts as fresh for 签发 and for taking data away; 0: nobody is asked again. */
    FRESH_SIGN_IN_SECONDS: z.coerce.number().int().min(0).default(900),
    SESSION_IDLE_SECONDS: z.coerce.number().int().min(1).default(1_800),
  }),
);
const telemetry = await startTelemetry(service);
const log = createLog(service);
const metrics = createMetrics(service);

// Imported only now, so that telemetry sees what they load.
const [{ loadProcedures }, { openLedger }, { connectTemporal }, { tokenVerifier }, { identityProvider }] =
  await Promise.all([
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
  },
  {
    bodyLimit: configuration.BODY_LIMIT,
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
