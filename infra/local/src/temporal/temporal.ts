import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { runToEnd } from '../machine/download.js';
import { acceptsTcp } from '../machine/probes.js';

/** What a case workflow can be found by in Temporal's own user interface. */
const SEARCH_ATTRIBUTES: Readonly<Record<string, string>> = {
  Procedure: 'Keyword',
  Stage: 'Keyword',
  Holder: 'Keyword',
  District: 'Keyword',
  Bureau: 'Keyword',
  DueAt: 'Datetime',
};

/** How long the engine keeps the history of a closed workflow; the legal record is the ledger. */
const RETENTION = '720h';
/**
 * Its heap is small against what it allocates: collecting at five times the living heap costs a seventh less processor. The limit stands well above what
 * seven thousand open workflows were seen to need (837 MiB): below that it would do little else than collect.
 */
export const TEMPORAL_MEMORY = { GOGC: '400', GOMEMLIMIT: '1536MiB' } as const;
/** The server for production reads its namespaces anew every ten seconds. */
const NAMESPACE_KNOWN_MS = 45_000;

/** How to run Temporal's development server with its user interface, durable in one file. */
export async function temporalSpec(config: LocalConfig, binary: string): Promise<ComponentSpec> {
  const folder = join(config.home, 'temporal');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { temporal, temporalUi } = config.ports;
  const flags = [
    '--ip',
    '127.0.0.1',
    '--port',
    String(temporal),
    '--ui-port',
    String(temporalUi),
    '--log-level',
    'warn',
    '--ui-disable-news-fetch',
  ];
  return {
    name: 'temporal',
    title: 'Temporal',
    command: binary,
    args: ['server', 'start-dev', '--db-filename', join(folder, 'temporal.db'), ...flags],
    env: { ...quietEnvironment(), ...TEMPORAL_MEMORY },
    cwd: folder,
    logFile: join(config.home, 'logs', 'temporal.log'),
    stopSignal: 'SIGTERM',
    graceMs: 10_000,
    isReady: () => temporalIsReady(binary, `127.0.0.1:${temporal}`),
    readyWithinMs: 120_000,
    attempts: 3,
  };
}

/** Registers the search attributes; doing it again changes nothing. A server may need a moment until it knows a new namespace. */
export async function registerSearchAttributes(binary: string, address: string): Promise<void> {
  const env = quietEnvironment();
  const pairs = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--name', name, '--type', type]);
  const command = ['operator', 'search-attribute', 'create', '--address', address, ...pairs];
  const deadline = Date.now() + NAMESPACE_KNOWN_MS;
  for (let known = false; !known;) {
    known = await runToEnd(binary, command, { env }).then(
      () => true,
      (error: unknown) => {
        if (!String(error).includes('is not found') || Date.now() > deadline) throw error;
        return false;
      },
    );
    if (!known) await sleep(1_000);
  }
}

/** Sets how long histories of closed workflows are kept, in a namespace that is made if missing. Never on an external server. */
export async function prepareNamespace(binary: string, address: string): Promise<void> {
  const env = quietEnvironment();
  const namespace = (verb: 'create' | 'update') =>
    runToEnd(binary, ['operator', 'namespace', verb, '-n', 'default', '--retention', RETENTION, '--address', address], {
      env,
    });
  await namespace('update').catch(() => namespace('create'));
}

/** Whether a server takes requests at `host:port`. */
export async function temporalIsReady(binary: string, address: string): Promise<boolean> {
  const [host = '', port] = address.split(':');
  if (!(await acceptsTcp(host, Number(port)))) return false;
  const health = ['operator', 'cluster', 'health', '--address', address];
  const output = await runToEnd(binary, health, { env: quietEnvironment() }).catch(() => '');
  return output.includes('SERVING');
}

function quietEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TZ: 'Asia/Shanghai',
    TEMPORAL_VERSION_CHECK_DISABLED: 'true',
  };
}
