import { join, resolve } from 'node:path';
import { portsFrom, type Ports } from './ports.js';
import { portOf, SHAPES, type Shape, type ShapeName } from './shape.js';
import { cacheFolder } from '../machine/program-cache.mjs';
import { REPOSITORY } from '../machine/repository.mjs';
import { StartError } from '../process/start-error.js';

export type ClockMode = 'manual' | 'real';

/** Addresses of servers that somebody else runs; what is given here is not started. */
export interface ExternalServers {
  readonly postgres?: PostgresLogins;
  readonly kafkaBrokers?: string;
  readonly temporalAddress?: string;
  readonly temporalUiUrl?: string;
  readonly oidcIssuer?: string;
  readonly smtpUrl?: string;
}

/** One connection URL for each database role. */
export interface PostgresLogins {
  readonly owner: string;
  readonly app: string;
  readonly relay: string;
  readonly auditor: string;
}

export interface LocalConfig {
  readonly shape: Shape;
  /** Folder with everything that this system remembers. */
  readonly home: string;
  /** Folder with downloaded programs; survives `reset` and is shared by clones. */
  readonly cache: string;
  readonly portBase: number;
  readonly ports: Ports;
  /** The mode that was asked for; otherwise the clock stays as it is, and a new one is manual. */
  readonly clock: ClockMode | undefined;
  /** By how much what follows a decision makes way for what takes it, when both want the processor: 0 (by no means) to 19. */
  readonly yielding: number;
  readonly external: ExternalServers;
}

/** What a caller decides over the environment. */
interface Given {
  readonly home?: string;
  readonly portBase?: number;
  readonly shape?: ShapeName;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration; throws a StartError that says what is wrong with which variable. */
export function readConfig(env: Environment, given: Given = {}): LocalConfig {
  const shape = given.shape === undefined ? readShape(env) : SHAPES[given.shape];
  const portBase = given.portBase ?? readPortBase(env, shape);
  const ports = usablePorts(portBase);
  return {
    shape,
    home: resolve(given.home ?? homeOf(env, shape)),
    cache: cacheFolder(env),
    portBase,
    ports,
    clock: readClock(env),
    yielding: readYielding(env),
    external: readExternal(env, shape, ports),
  };
}

/** Where the system that the environment speaks of keeps everything. */
export function homeOf(env: Environment, shape: Shape = readShape(env)): string {
  return resolve(env['VERMILION_HOME'] ?? join(REPOSITORY, shape.home));
}

/** A shell that has read env.sh names our own servers: what points to a port of ours is not external. */
function readExternal(env: Environment, shape: Shape, ports: Ports): ExternalServers {
  const elsewhere = (name: string, port: number): string | undefined => {
    const value = env[name];
    return value && !value.includes(`127.0.0.1:${port}`) ? value : undefined;
  };
  return {
    postgres: elsewhere('DATABASE_URL', ports.postgres) === undefined ? undefined : readPostgresLogins(env),
    kafkaBrokers: elsewhere('KAFKA_BROKERS', firstBroker(shape, ports)),
    temporalAddress: elsewhere('TEMPORAL_ADDRESS', ports.temporal),
    temporalUiUrl: elsewhere('TEMPORAL_UI_URL', ports.temporalUi),
    oidcIssuer: elsewhere('OIDC_ISSUER', ports.oidc),
    smtpUrl: elsewhere('SMTP_URL', ports.smtp),
  };
}

function firstBroker({ brokers }: Shape, ports: Ports): number {
  return portOf(ports, 'kafka', { nth: brokers === 1 ? 0 : 1 });
}

function readShape(env: Environment): Shape {
  const name = env['VERMILION_SHAPE'] || 'single';
  if (name !== 'single' && name !== 'cluster')
    throw new StartError(`VERMILION_SHAPE must be single or cluster, not ${name}`);
  return SHAPES[name];
}

function readPortBase(env: Environment, shape: Shape): number {
  const text = env['VERMILION_PORT_BASE'];
  return text === undefined || text === '' ? shape.portBase : Number(text);
}

function usablePorts(base: number): Ports {
  try {
    return portsFrom(base);
  } catch (error) {
    throw new StartError(`VERMILION_PORT_BASE: ${(error as Error).message}`);
  }
}

function readClock(env: Environment): ClockMode | undefined {
  const mode = env['VERMILION_CLOCK'] || undefined;
  if (mode !== undefined && mode !== 'manual' && mode !== 'real')
    throw new StartError(`VERMILION_CLOCK must be manual or real, not ${mode}`);
  return mode;
}

function readYielding(env: Environment): number {
  const niceness = Number(env['VERMILION_YIELDING'] || 0);
  if (!Number.isInteger(niceness) || niceness < 0 || niceness > 19)
    throw new StartError('VERMILION_YIELDING must be a whole number from 0 to 19');
  return niceness;
}

function readPostgresLogins(env: Environment): PostgresLogins | undefined {
  const app = env['DATABASE_URL'];
  if (!app) return undefined;
  const others = { owner: 'DATABASE_OWNER_URL', relay: 'DATABASE_RELAY_URL', auditor: 'DATABASE_AUDITOR_URL' } as const;
  const missing = Object.values(others).filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new StartError(
      `DATABASE_URL names an external PostgreSQL, so each role needs its URL; missing: ${missing.join(', ')}. ` +
        'Unset DATABASE_URL to use the PostgreSQL that comes with this repository.',
    );
  }
  return {
    app,
    owner: env[others.owner] as string,
    relay: env[others.relay] as string,
    auditor: env[others.auditor] as string,
  };
}
