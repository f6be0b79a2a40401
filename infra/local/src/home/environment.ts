import type { LocalConfig, PostgresLogins } from './config.js';
import { membersOf, portOf } from './shape.js';

/** The instant at which a new business clock starts; having one it is manual, unless somebody asks for a real one. */
const CLOCK_START = '2018-03-01T09:00:00+08:00';

/** Everything that a part of the system, or a test, must know to reach the servers. */
export type SystemEnvironment = Readonly<Record<string, string>>;

/** The addresses of all servers as environment variables. DATABASE_URL is the app role's; the others have names of their own. */
export function systemEnvironment(
  config: LocalConfig,
  logins: PostgresLogins,
  files: { data: string; masterKey: string; webhookKey: string; anchorKeys: string; anchors: string },
): SystemEnvironment {
  const { ports, external } = config;
  return {
    TZ: 'Asia/Shanghai',
    DATABASE_URL: logins.app,
    DATABASE_OWNER_URL: logins.owner,
    DATABASE_RELAY_URL: logins.relay,
    DATABASE_AUDITOR_URL: logins.auditor,
    KAFKA_BROKERS: external.kafkaBrokers ?? brokersOf(config),
    TEMPORAL_ADDRESS: external.temporalAddress ?? `127.0.0.1:${ports.temporal}`,
    ...temporalUi(config),
    OIDC_ISSUER: external.oidcIssuer ?? `http://127.0.0.1:${ports.oidc}`,
    OIDC_AUDIENCE: 'vermilion-api',
    SMTP_URL: external.smtpUrl ?? `smtp://127.0.0.1:${ports.smtp}`,
    MAIL_READER_URL: `http://127.0.0.1:${ports.mail}`,
    API_URL: `http://127.0.0.1:${ports.api}`,
    VERMILION_HOME: config.home,
    VERMILION_DATA: files.data,
    VERMILION_MASTER_KEY_FILE: files.masterKey,
    WEBHOOK_KEY_FILE: files.webhookKey,
    ANCHOR_KEYS_DIR: files.anchorKeys,
    ANCHOR_FILE: files.anchors,
    ...(config.clock && { VERMILION_CLOCK: config.clock }),
    VERMILION_CLOCK_START: CLOCK_START,
  };
}

function brokersOf({ shape, ports }: LocalConfig): string {
  return membersOf('kafka', shape.brokers)
    .map((member) => `127.0.0.1:${portOf(ports, 'kafka', member)}`)
    .join(',');
}

/** The server for production brings no pages of its own. */
function temporalUi({ shape, ports, external }: LocalConfig): { TEMPORAL_UI_URL?: string } {
  if (external.temporalUiUrl !== undefined) return { TEMPORAL_UI_URL: external.temporalUiUrl };
  return shape.temporal === 'development' ? { TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporalUi}` } : {};
}

/** The variables of the caller that a child process may see: those of OpenTelemetry (`OTEL_…`), and none that name other servers. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'HOME',
    'LANG',
    'LOG_LEVEL',
    'RECONCILE_AFTER_MS',
    'OFFERED_PROCEDURES',
    'PROCEDURES_DIR',
    'REQUESTS_PER_MINUTE',
    'CLAMD_ADDRESS',
    'PRIVATE_CIPHER',
    'ANCHOR_EVERY_SECONDS',
    'FRESH_SIGN_IN_SECONDS',
    'SESSION_IDLE_SECONDS',
    'WEBHOOK_HOSTS',
  ];
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => names.includes(name) || name.startsWith('OTEL_')),
  );
}
