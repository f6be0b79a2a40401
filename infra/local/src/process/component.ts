import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeWay } from './making-way.js';
import type { Tell } from './progress.js';
import { identityOf, type ProcessIdentity } from './process-identity.js';
import { StartError } from './start-error.js';

/** How to run one server or app. */
export interface ComponentSpec {
  readonly name: string;
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly logFile: string;
  /** The account to run as, where it must not be the one of the supervisor. */
  readonly account?: { readonly uid: number; readonly gid: number };
  readonly stopSignal: NodeJS.Signals;
  /** How long it may take to stop before it is killed. */
  readonly graceMs: number;
  readonly isReady: () => Promise<boolean>;
  readonly readyWithinMs: number;
  /** How often a process that dies before it is ready is started again at once. */
  readonly attempts: number;
  /** How readily it makes way for others: 0 to 19, as `nice` counts. */
  readonly niceness?: number;
}

export type ComponentState = 'stopped' | 'starting' | 'ready' | 'crashed' | 'killed';

export interface Supervision {
  readonly tell: Tell;
  /** Whether a crashed process is started again by itself. */
  readonly restartCrashed: boolean;
  /** Called whenever the process of a component changes. */
  readonly changed: (component: Component) => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const STABLE_AFTER_MS = 60_000;

/** One supervised process: started, watched until ready, started again after a crash, stopped in order. */
export class Component {
  state: ComponentState = 'stopped';
  identity: ProcessIdentity | undefined;
  restarts = 0;
  private child: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  private pauseMs = FIRST_PAUSE_MS;
  private generation = 0;

  constructor(
    readonly spec: ComponentSpec,
    private readonly supervision: Supervision,
  ) {}

  /** Starts the process and waits until it is ready; throws a StartError with the end of its log when it is not. */
  async start(): Promise<void> {
    const mine = (this.generation += 1);
    for (let attempt = 1; ; attempt += 1) {
      await this.launch(mine);
      if (await this.becomesReady(mine)) break;
      if (this.generation !== mine) throw new StartError(`${this.spec.title} was stopped while starting`);
      if (this.child === undefined && attempt < this.spec.attempts) {
        await sleep(FIRST_PAUSE_MS);
        if (this.generation === mine) continue;
        throw new StartError(`${this.spec.title} was stopped while starting`);
      }
      await this.stop();
      throw new StartError(`${this.spec.title} did not get ready. ${await this.lastWords()}`);
    }
    this.state = 'ready';
  }

  /** Asks the process to stop and waits for it; after the grace it is killed. */
  async stop(): Promise<void> {
    this.generation += 1;
    this.state = 'stopped';
    const child = this.child;
    if (child === undefined) return;
    child.kill(this.spec.stopSignal);
    const patience = new AbortController();
    const expired = sleep(this.spec.graceMs, 'expired', { signal: patience.signal }).catch(() => 'ended');
    if ((await Promise.race([this.exited, expired])) === 'expired') {
      this.supervision.tell(`${this.spec.title} did not stop within ${this.spec.graceMs / 1000} s: killed`);
      this.signalAll('SIGKILL');
      await this.exited;
    }
    patience.abort();
  }

  /** Kills the process (SIGKILL); it stays down until `start` is called. */
  async kill(): Promise<void> {
    this.generation += 1;
    this.state = 'killed';
    this.signalAll('SIGKILL');
    await this.exited;
  }

  private async launch(generation: number): Promise<void> {
    const { spec } = this;
    this.state = 'starting';
    const log = openSync(spec.logFile, 'a', 0o600);
    // A session of its own: Ctrl-C in the terminal reaches only the supervisor, which then stops everything in order.
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', log, log],
      detached: true,
      ...spec.account,
    });
    closeSync(log);
    if (spec.niceness && child.pid !== undefined) void makeWay(child.pid, spec.niceness);
    this.child = child;
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => this.ended(child, generation, error.message, resolve));
      child.once('exit', (code, signal) => this.ended(child, generation, signal ?? `exit code ${code}`, resolve));
    });
    this.identity = child.pid === undefined ? undefined : await identityOf(child.pid).catch(() => undefined);
    this.supervision.changed(this);
  }

  private ended(child: ChildProcess, generation: number, reason: string, done: () => void): void {
    if (this.child === child) {
      this.child = undefined;
      this.identity = undefined;
      this.supervision.changed(this);
      if (this.generation === generation && this.state === 'ready') void this.recover(generation, reason);
    }
    done();
  }

  private async recover(generation: number, reason: string): Promise<void> {
    this.state = 'crashed';
    const { tell, restartCrashed } = this.supervision;
    tell(`${this.spec.title} ended unexpectedly (${reason}); log: ${this.spec.logFile}`);
    while (restartCrashed && this.generation === generation) {
      await sleep(this.pauseMs);
      if (this.generation !== generation) return;
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
      this.restarts += 1;
      if (await this.cameBack(generation)) return;
    }
  }

  private async cameBack(generation: number): Promise<boolean> {
    await this.launch(generation);
    if (await this.becomesReady(generation)) {
      this.state = 'ready';
      this.supervision.tell(`${this.spec.title} is back (restart ${this.restarts})`);
      setTimeout(() => (this.pauseMs = FIRST_PAUSE_MS), STABLE_AFTER_MS).unref();
      return true;
    }
    if (this.generation !== generation) return true;
    this.signalAll('SIGKILL');
    await this.exited;
    this.state = 'crashed';
    this.supervision.tell(`${this.spec.title} does not come back; next try in ${this.pauseMs / 1000} s`);
    return false;
  }

  private async becomesReady(generation: number): Promise<boolean> {
    const deadline = Date.now() + this.spec.readyWithinMs;
    while (this.generation === generation && this.child !== undefined && Date.now() < deadline) {
      if (await this.spec.isReady().catch(() => false)) return this.generation === generation;
      await sleep(100);
    }
    return false;
  }

  private signalAll(signal: NodeJS.Signals): void {
    const pid = this.child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      this.child?.kill(signal);
    }
  }

  private async lastWords(): Promise<string> {
    const text = await readFile(this.spec.logFile, 'utf8').catch(() => '');
    const lines = text.trimEnd().split('\n').slice(-8);
    return `Its log ${this.spec.logFile} ends with:\n  ${lines.join('\n  ')}`;
  }
}
