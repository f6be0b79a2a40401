import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
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
    env: { ...quietEnvironment(), GOMEMLIMIT: '768MiB' },
    cwd: folder,
    logFile: join(config.home, 'logs', 'temporal.log'),
    stopSignal: 'SIGTERM',
    graceMs: 10_000,
    isReady: async () => (await acceptsTcp('127.0.0.1', temporal)) && isHealthy(binary, `127.0.0.1:${temporal}`),
    readyWithinMs: 120_000,
    attempts: 3,
  };
}

/** Registers the search attributes and the retention; doing it again changes nothing. */
export async function registerSearchAttributes(binary: string, address: string): Promise<void> {
  const env = quietEnvironment();
  const pairs = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--name', name, '--type', type]);
  await runToEnd(binary, ['operator', 'search-attribute', 'create', '--address', address, ...pairs], { env });
}

/** Sets how long histories of closed workflows are kept. Only for the server of this system, never for an external one. */
export async function setRetention(binary: string, address: string): Promise<void> {
  await runToEnd(
    binary,
    ['operator', 'namespace', 'update', '-n', 'default', '--retention', RETENTION, '--address', address],
    { env: quietEnvironment() },
  );
}

async function isHealthy(binary: string, address: string): Promise<boolean> {
  const output = await runToEnd(binary, ['operator', 'cluster', 'health', '--address', address], {
    env: quietEnvironment(),
  }).catch(() => '');
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
