import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createLog, nestLog, type Log } from './log.js';
import { createMetrics } from './metrics.js';
import { startProbeServer, type ProbeServer, type Readiness } from './probe-server.js';
import { closeOnSignal, closeAll, type Closing } from './shutdown.js';
import type { Registry } from 'prom-client';

interface BootOptions {
  readonly service: string;
  /** Port of the probes and measurements. */
  readonly probePort: number;
  /** The address on which they listen; this machine alone unless given. */
  readonly probeHost?: string;
  readonly ready: (app: INestApplicationContext) => Promise<Readiness>;
  readonly metrics?: Registry;
  readonly log?: Log;
  /** Closed after the application itself, in this order (telemetry last). */
  readonly then?: readonly Closing[];
}

/** A running process without an HTTP interface of its own. */
export interface RunningContext {
  readonly app: INestApplicationContext;
  readonly log: Log;
  readonly probes: ProbeServer;
  close(): Promise<boolean>;
}

type ContextModule = Parameters<typeof NestFactory.createApplicationContext>[0];

/**
 * Starts a Nest application context with log, probes and one owner of the signals. On a signal the application closes first (its shutdown
 * hooks stop taking new work and finish what is in hand), then what `then` names, then the probes.
 */
export async function bootContext(module: ContextModule, options: BootOptions): Promise<RunningContext> {
  const log = options.log ?? createLog(options.service);
  const app = await NestFactory.createApplicationContext(module, { logger: nestLog(log), abortOnError: false });
  const probes = await startProbeServer({
    port: options.probePort,
    host: options.probeHost,
    metrics: options.metrics ?? createMetrics(options.service),
    ready: () => options.ready(app),
  });
  const closings: Closing[] = [
    { what: 'application', close: () => app.close() },
    ...(options.then ?? []),
    { what: 'probes', close: () => probes.close() },
  ];
  closeOnSignal(log, closings);
  log.info({ probePort: probes.port }, 'started');
  return { app, log, probes, close: () => closeAll(log, closings) };
}
