import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { appSpec } from './apps.js';
import { Component, type ComponentSpec } from '../process/component.js';
import type { ClockMode, LocalConfig } from '../home/config.js';
import { systemEnvironment, type SystemEnvironment } from '../home/environment.js';
import { removeEnvironment, writeEnvironment } from '../home/environment-file.js';
import { makeBackendsWay } from '../process/making-way.js';
import { holdPidFile } from '../process/pid-file.js';
import { outsideFolder, MARKER } from '../postgres/postgres-place.js';
import { postgresLogins } from '../postgres/postgres.js';
import { requireFreePorts, requireSpace } from '../machine/preconditions.js';
import { prepareDatabase, prepareTopics } from './preparation.js';
import type { Tell } from '../process/progress.js';
import { endLeftovers, forgetRun, writeRun, type RunRecord } from '../process/run-record.js';
import { anchorKeys, databasePasswords, exists, masterKeyFile, webhookKeyFile } from '../home/secrets.js';
import { appPlaces, type AppName } from './places.js';
import { serversOf, type Server } from './servers.js';
import { StartError } from '../process/start-error.js';
import { temporalBinary } from '../temporal/temporal-binaries.js';
import { prepareNamespace, registerSearchAttributes } from '../temporal/temporal.js';

const STOPPED = 'Stopped while starting';

export interface SystemOptions {
  /** The apps to start after the servers; all of them unless given. */
  readonly apps?: readonly AppName[];
  /** Whether crashed processes are started again by themselves. */
  readonly supervise: boolean;
  /** What the apps are told of the servers, when that differs from where they are. */
  readonly forApps?: (env: SystemEnvironment) => SystemEnvironment;
  readonly tell: Tell;
}

/**
 * What follows a decision; it may wait while people want the processor. By how much of what is configured: a date that is recorded comes before what
 * follows from it.
 */
const FOLLOWS: Readonly<Record<string, number>> = {
  worker: 0.25,
  relay: 1,
  listener: 1,
  kafka: 1,
  temporal: 1,
  mail: 1,
};
/** How often new sessions of those that follow are looked for. */
const LOOK_FOR_SESSIONS_MS = 1_000;
/** The order in which components stop: whoever uses a server stops before it. */
const STOP_ORDER = [
  ['front', 'api', 'relay', 'listener', 'worker'],
  ['mail', 'oidc', 'temporal', 'kafka'],
  ['postgres'],
];

/** `kafka-2` is one of the group `kafka`. */
const groupOf = (name: string): string => name.replace(/-\d+$/, '');

/** The file that says which process supervises a home. */
export function pidFileOf(home: string): string {
  return join(home, 'supervisor.pid');
}

/** All servers and apps of one home: started in order, supervised, stopped in reverse. */
export class LocalSystem {
  private readonly components = new Map<string, Component>();
  private release: (() => Promise<void>) | undefined;
  private environment: SystemEnvironment | undefined;
  private clockMode: ClockMode | undefined;
  private recording: Promise<void> = Promise.resolve();
  private stopping: Promise<void> | undefined;
  private looking: NodeJS.Timeout | undefined;

  constructor(
    readonly config: LocalConfig,
    private readonly options: SystemOptions,
  ) {}

  /** The variables that lead to the running servers. */
  get env(): SystemEnvironment {
    if (this.environment === undefined) throw new Error('The system has not been started');
    return this.environment;
  }

  /** How the business clock of this system goes, as its database says; unknown until that is prepared. */
  get clock(): ClockMode | undefined {
    return this.clockMode;
  }

  /** The pids of the running components. */
  get pids(): Readonly<Record<string, number>> {
    const running = [...this.components].filter(([, component]) => component.identity !== undefined);
    return Object.fromEntries(running.map(([name, component]) => [name, component.identity?.pid as number]));
  }

  /** Starts everything; whatever goes wrong, nothing is left running. Throws StartError or AlreadyRunning. */
  async start(): Promise<void> {
    const { home } = this.config;
    await mkdir(home, { recursive: true });
    this.release = await holdPidFile(pidFileOf(home));
    try {
      await this.startInOrder();
      this.goOn();
    } catch (error) {
      const interrupted = this.stopping !== undefined;
      await this.stop();
      await removeEnvironment(home);
      throw interrupted ? new StartError(STOPPED) : error;
    }
  }

  /** Whoever is asked to stop while he starts goes no further. */
  private goOn(): void {
    if (this.stopping !== undefined) throw new StartError(STOPPED);
  }

  private async startInOrder(): Promise<void> {
    const { config } = this;
    const { tell } = this.options;
    const leftovers = await endLeftovers(config.home);
    if (leftovers.length > 0) tell(`Ended what an interrupted run had left behind: ${leftovers.join(', ')}`);
    await this.prepareHome();
    const servers = serversOf(config, tell);
    const apps = appPlaces(config, this.options.apps);
    await requireFreePorts(config, [...servers.flatMap((server) => server.ports), ...apps]);
    this.environment = await this.describeEnvironment();
    await this.startServers(servers.filter(({ onDatabase }) => !onDatabase));
    const last = this.startServers(servers.filter(({ onDatabase }) => onDatabase));
    const engine = last.then(() => this.prepareTemporal());
    await allOrFirstFailure([this.prepareDatabase(), prepareTopics(this.env, tell), engine]);
    const told = this.options.forApps?.(this.env) ?? this.env;
    await allOrFirstFailure(apps.map((place) => this.startComponent(appSpec(config, place, told))));
    await writeEnvironment(config.home, this.env);
    if (config.yielding > 0) this.sessionsMakeWay();
  }

  /** What those who make way ask of the database makes way, too. */
  private sessionsMakeWay(): void {
    this.looking = setInterval(() => {
      const { postgres, ...pids } = this.pids;
      const clients = Object.entries(pids).map(([name, pid]) => ({
        pid,
        niceness: this.component(name).spec.niceness ?? 0,
      }));
      const yielding = clients.filter(({ niceness }) => niceness > 0);
      if (postgres !== undefined) void makeBackendsWay(postgres, yielding);
    }, LOOK_FOR_SESSIONS_MS).unref();
  }

  private startServers(servers: readonly Server[]): Promise<void> {
    return allOrFirstFailure(servers.map((server) => this.startComponent(server.prepare())));
  }

  /** Stops everything in order; may be called at any time and more than once. */
  stop(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  private async stopInOrder(): Promise<void> {
    clearInterval(this.looking);
    for (const groups of STOP_ORDER) {
      const running = [...this.components.values()].filter(({ spec }) => groups.includes(groupOf(spec.name)));
      await Promise.all(running.map((component) => this.stopComponent(component)));
    }
    await this.recording;
    if (this.release === undefined) return;
    await removeEnvironment(this.config.home);
    await forgetRun(this.config.home);
    await this.release();
  }

  /** Kills one component (SIGKILL); it stays down until `restart`. */
  async kill(name: string): Promise<void> {
    await this.component(name).kill();
  }

  /** Starts a component again (stopping it first if it runs) and waits until it is ready. */
  async restart(name: string): Promise<void> {
    const component = this.component(name);
    await component.stop();
    await component.start();
  }

  /** The component of this name; throws when there is none in this system. */
  component(name: string): Component {
    const component = this.components.get(name);
    if (component === undefined)
      throw new Error(`There is no component ${name}; there are: ${[...this.components.keys()].join(', ')}`);
    return component;
  }

  private async startComponent(preparing: Promise<ComponentSpec>): Promise<void> {
    const spec = await preparing;
    this.goOn();
    const { tell, supervise } = this.options;
    const niceness = Math.ceil((FOLLOWS[groupOf(spec.name)] ?? 0) * this.config.yielding);
    const component = new Component(
      { ...spec, niceness },
      { tell, restartCrashed: supervise, changed: () => this.record() },
    );
    this.components.set(spec.name, component);
    await component.start();
    tell(`${spec.title} is ready`);
  }

  private async stopComponent(component: Component): Promise<void> {
    if (component.identity === undefined) return component.stop();
    await component.stop();
    this.options.tell(`${component.spec.title} stopped`);
  }

  private async prepareDatabase(): Promise<void> {
    this.clockMode = await prepareDatabase(this.env, this.options.tell);
  }

  private async prepareTemporal(): Promise<void> {
    const binary = await temporalBinary();
    const address = this.env['TEMPORAL_ADDRESS'] as string;
    if (this.config.external.temporalAddress === undefined) await prepareNamespace(binary, address);
    await registerSearchAttributes(binary, address);
    this.options.tell('Temporal search attributes: done');
  }

  private async prepareHome(): Promise<void> {
    const { home, cache } = this.config;
    await requireSpace(home);
    await requireSpace(cache);
    // Others may pass through (PostgreSQL runs as another account when we are root) but see nothing.
    await chmod(home, 0o711);
    await mkdir(join(home, 'logs'), { recursive: true, mode: 0o700 });
    await mkdir(join(home, 'data'), { recursive: true, mode: 0o700 });
  }

  private async describeEnvironment(): Promise<SystemEnvironment> {
    const { home, external, ports } = this.config;
    const places = [join(home, 'postgres', MARKER), join(outsideFolder(home), 'postgres', MARKER)];
    const dataExists = (await Promise.all(places.map(exists))).includes(true);
    const masterKey = await masterKeyFile(home, dataExists);
    const logins = external.postgres ?? postgresLogins(ports.postgres, (await databasePasswords(home)).passwords);
    const signing = { anchorKeys: await anchorKeys(home), anchors: join(home, 'anchors', 'anchors.jsonl') };
    const webhookKey = await webhookKeyFile(home);
    return systemEnvironment(this.config, logins, { data: join(home, 'data'), masterKey, webhookKey, ...signing });
  }

  /** Writes down which processes run, one write after the other. */
  private record(): void {
    const components: Record<string, RunRecord['components'][string]> = {};
    for (const [name, { identity, spec }] of this.components) {
      if (identity !== undefined) components[name] = { ...identity, stopSignal: spec.stopSignal };
    }
    this.recording = this.recording
      .then(() =>
        writeRun(this.config.home, { portBase: this.config.portBase, shape: this.config.shape.name, components }),
      )
      .catch(() => undefined);
  }
}

/** Waits for all, but throws the first failure only after the others have settled: so nothing starts behind the back of `stop`. */
async function allOrFirstFailure(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
