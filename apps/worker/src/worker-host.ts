import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createActivities } from '@vermilion/activities';
import { loadProcedures } from '@vermilion/catalogue';
import {
  caseDesk,
  incidentBook,
  openDueBook,
  openLedger,
  roundDesk,
  type DueBook,
  type Ledger,
  type CipherName,
} from '@vermilion/ledger';
import type { Log } from '@vermilion/runtime';
import {
  bundleWorkflows,
  connectTemporal,
  runWorkers,
  type RunningWorkers,
  type TemporalGateway,
} from '@vermilion/temporal';
import { responsibility } from './responsibility.js';

/** What the worker needs from outside. */
export interface WorkerSetting {
  readonly databaseUrl: string;
  readonly masterKeyFile: string;
  /** With what persons' words are encrypted from now on. */
  readonly cipher: CipherName;
  readonly temporalAddress: string;
  readonly cachedCases: number;
  readonly log: Log;
  /** Ends the process: the workers have failed, another process must take over. */
  readonly onFatal: (reason: string) => void;
}

/** How long, in milliseconds, until Temporal is tried again. */
const TRY_AGAIN = 2_000;

/** Hosts the Temporal workers: opens ledger and engine, wires the activities, makes sure that the keepers exist. */
@Injectable()
export class WorkerHost implements OnApplicationBootstrap, OnModuleDestroy {
  private ledger: Ledger | null = null;
  private book: DueBook | null = null;
  private gateway: TemporalGateway | null = null;
  private workers: RunningWorkers | null = null;
  private readonly closing = new AbortController();
  private starting: Promise<void> = Promise.resolve();

  constructor(private readonly setting: WorkerSetting) {}

  async onApplicationBootstrap(): Promise<void> {
    const { databaseUrl: url, masterKeyFile, cipher } = this.setting;
    const procedures = loadProcedures();
    this.ledger = await openLedger({ url, masterKeyFile, cipher, procedures, poolSize: 16 });
    this.book = openDueBook(this.ledger, procedures);
    // Not awaited: Temporal may be away for long, and the probes must say so.
    this.starting = this.startWorkers(this.ledger, this.book).catch((error: unknown) => {
      if (!this.closing.signal.aborted) this.setting.onFatal(messageOf(error));
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    await this.starting;
    await this.workers?.stop();
    await this.gateway?.close();
    await this.ledger?.close();
  }

  async readiness(): Promise<{ readonly [part: string]: boolean }> {
    const healthy = (check: Promise<unknown> | undefined) =>
      check ? check.then(() => true).catch(() => false) : Promise.resolve(false);
    const states = Object.values(this.workers?.states() ?? {});
    return {
      database: await healthy(this.book?.oldestUnrecordedDue()),
      temporal: await healthy(this.gateway?.checkHealth()),
      workers: states.length > 0 && states.every((state) => state === 'RUNNING'),
    };
  }

  /** For the measurements. */
  due(): DueBook | null {
    return this.book;
  }

  states(): { readonly [queue: string]: string } {
    return this.workers?.states() ?? {};
  }

  private async startWorkers(ledger: Ledger, due: DueBook): Promise<void> {
    const { temporalAddress: address, cachedCases, log, onFatal } = this.setting;
    // Not tried again: workflows that do not compile now will not compile later.
    await bundleWorkflows();
    const gateway = await this.untilReached(() => connectTemporal(address));
    if (!gateway) return;
    this.gateway = gateway;
    await this.untilReached(() => gateway.registerSearchAttributes());
    const procedures = loadProcedures();
    const activities = createActivities({
      transact: (request) => ledger.transact(request),
      transactTogether: (requests) => ledger.transactTogether(requests),
      transactRound: (request) => ledger.transactRound(request),
      cases: caseDesk(ledger),
      rounds: roundDesk(ledger, procedures),
      due,
      incidents: incidentBook(ledger),
      catalogue: responsibility(procedures),
      engine: gateway,
    });
    this.workers = await this.untilReached(() => runWorkers({ address, cachedCases, log: sdkLog(log) }, activities));
    this.workers?.stopped.catch((error: unknown) => onFatal(messageOf(error)));
    await this.untilReached(() => gateway.ensureKeepers());
    await this.untilReached(() => gateway.scheduleKeeperWatch());
    log.info({ queues: Object.keys(this.states()) }, 'workers run');
  }

  /** Tries until it works. @returns null when the application closes first. */
  private async untilReached<T>(work: () => Promise<T>): Promise<T | null> {
    while (!this.closing.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        this.setting.log.warn({ reason: messageOf(error) }, 'Temporal is not ready');
        await sleep(TRY_AGAIN, undefined, { signal: this.closing.signal }).catch(() => undefined);
      }
    }
    return null;
  }
}

/** The SDK's words in our log; what it calls debug or trace is not ours to keep. */
function sdkLog(log: Log) {
  return (level: string, message: string, facts: object): void => {
    if (level === 'error') log.error(facts, message);
    else log.warn(facts, message);
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
