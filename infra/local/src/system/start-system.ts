import type { AppName } from './places.js';
import { readConfig } from '../home/config.js';
import type { SystemEnvironment } from '../home/environment.js';
import type { Ports } from '../home/ports.js';
import type { ShapeName } from '../home/shape.js';
import type { Tell } from '../process/progress.js';
import { LocalSystem } from './system.js';

export interface StartOptions {
  /** Folder for everything that the system remembers; made if missing. */
  readonly home: string;
  /** First of twelve ports in a row, of a hundred for a cluster. */
  readonly portBase: number;
  /** One of each, unless a cluster is asked for. */
  readonly shape?: ShapeName;
  /** The apps to start after the servers; none unless given. */
  readonly apps?: readonly AppName[];
  /** Whether crashed processes start again by themselves; a component that was killed on purpose never does. */
  readonly supervise?: boolean;
  /** What the apps are told instead of the servers' own addresses, such as those of a proxy in between. */
  readonly forApps?: (env: SystemEnvironment) => SystemEnvironment;
  readonly tell?: Tell;
}

export interface RunningSystem {
  /** The environment variables that lead to the servers. */
  readonly env: SystemEnvironment;
  readonly ports: Ports;
  /** Pids by component: postgres, kafka, temporal, oidc, mail, api, relay, listener, worker; in a cluster `kafka-1`, `api-2` and so on. */
  readonly pids: () => Readonly<Record<string, number>>;
  /** Stops everything cleanly. */
  readonly stop: () => Promise<void>;
  /** SIGKILL to one component; it stays down until `restart`. */
  readonly kill: (component: string) => Promise<void>;
  /** Starts a component again and waits until it is ready. */
  readonly restart: (component: string) => Promise<void>;
}

/** Starts the servers (and the given apps) for a test. Throws StartError or AlreadyRunning; then nothing is left running. */
export async function startSystem(options: StartOptions): Promise<RunningSystem> {
  const config = readConfig(process.env, {
    home: options.home,
    portBase: options.portBase,
    shape: options.shape ?? 'single',
  });
  const system = new LocalSystem(config, {
    apps: options.apps ?? [],
    supervise: options.supervise ?? false,
    forApps: options.forApps ?? ((env) => env),
    tell: options.tell ?? (() => undefined),
  });
  await startUnlessInterrupted(system);
  return {
    env: system.env,
    ports: config.ports,
    pids: () => system.pids,
    stop: () => system.stop(),
    kill: (component) => system.kill(component),
    restart: (component) => system.restart(component),
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal that comes before the system stands ends what had been started, and then the starting fails. Afterwards signals are the caller's.
 * Under Jest no signal arrives here: then the next start in the same home ends what is left.
 */
async function startUnlessInterrupted(system: LocalSystem): Promise<void> {
  const stop = (): void => void system.stop();
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    await system.start();
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
