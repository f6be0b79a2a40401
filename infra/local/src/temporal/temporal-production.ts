import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { innerTemporalPorts } from '../home/shape.js';
import { runToEnd } from '../machine/download.js';
import type { Tell } from '../process/progress.js';
import { temporalIsReady, TEMPORAL_MEMORY } from './temporal.js';
import type { TemporalPrograms } from './temporal-build.js';

/** Its role in PostgreSQL; it may make databases, and sees nothing of the ledger's. */
const TEMPORAL_ROLE = 'vermilion_temporal';

const PLUGIN = 'postgres12';
/** Databases by what they hold, with the folder of their schema. */
const STORES = {
  default: { database: 'temporal', schema: 'postgresql/v12/temporal' },
  visibility: { database: 'temporal_visibility', schema: 'postgresql/v12/visibility' },
} as const;
/** Fixed for the life of the data. Each costs a few polls a second on this machine; for real machines see docs/growth.md. */
const HISTORY_SHARDS = 8;
const CONNECTIONS = 12;

/** What the server may use. */
interface Database {
  readonly port: number;
  readonly password: string;
}

/**
 * Gets the server for production ready: its databases with the schema of its version, its settings, and how to run it. PostgreSQL must be up.
 * All four services in one process: what runs apart on several machines listens apart here, too.
 */
export async function prepareTemporal(
  config: LocalConfig,
  programs: TemporalPrograms,
  database: Database,
  tell: Tell,
): Promise<ComponentSpec> {
  await prepareSchema(programs, database);
  tell('Temporal schema: done');
  const folder = join(config.home, 'temporal');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const settings = join(folder, 'server.yaml');
  // JSON is YAML, too.
  await writeFile(settings, JSON.stringify(settingsOf(config, database), null, 2), { mode: 0o600 });
  const address = `127.0.0.1:${config.ports.temporal}`;
  return {
    name: 'temporal',
    title: 'Temporal (production server)',
    command: programs.server,
    args: ['--config-file', settings, '--allow-no-auth', 'start'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'Asia/Shanghai', ...TEMPORAL_MEMORY },
    cwd: folder,
    logFile: join(config.home, 'logs', 'temporal.log'),
    stopSignal: 'SIGTERM',
    graceMs: 20_000,
    isReady: () => temporalIsReady(programs.cli, address),
    readyWithinMs: 180_000,
    attempts: 3,
  };
}

/** Makes the databases that are missing and brings them to the schema of this version; doing it again changes nothing. */
async function prepareSchema({ sqlTool }: TemporalPrograms, { port, password }: Database): Promise<void> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], SQL_PASSWORD: password };
  const login = ['--plugin', PLUGIN, '--endpoint', '127.0.0.1', '--port', String(port), '--user', TEMPORAL_ROLE];
  for (const { database, schema } of Object.values(STORES)) {
    const run = (...command: string[]) => runToEnd(sqlTool, [...login, '--database', database, ...command], { env });
    await run('create-database');
    await run('setup-schema', '--version', '0.0');
    await run('update-schema', '--schema-name', `${schema}`);
  }
}

function settingsOf({ ports }: LocalConfig, database: Database): object {
  const inner = innerTemporalPorts(ports);
  const service = (grpcPort: number | undefined, membershipPort: number | undefined) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true },
  });
  const rpcAddress = `127.0.0.1:${ports.temporal}`;
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: HISTORY_SHARDS,
      datastores: {
        default: { sql: storeOf(STORES.default.database, database) },
        visibility: { sql: storeOf(STORES.visibility.database, database) },
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: service(ports.temporal, inner[0]),
      history: service(inner[1], inner[2]),
      matching: service(inner[3], inner[4]),
      worker: service(inner[5], inner[6]),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress } },
    },
    publicClient: { hostPort: rpcAddress },
    dcRedirectionPolicy: { policy: 'noop' },
  };
}

function storeOf(databaseName: string, { port, password }: Database): object {
  return {
    pluginName: PLUGIN,
    databaseName,
    connectAddr: `127.0.0.1:${port}`,
    connectProtocol: 'tcp',
    user: TEMPORAL_ROLE,
    password,
    maxConns: CONNECTIONS,
    maxIdleConns: CONNECTIONS,
    maxConnLifetime: '1h',
  };
}
