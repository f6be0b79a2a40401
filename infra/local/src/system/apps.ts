import { join } from 'node:path';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { inheritedEnvironment, type SystemEnvironment } from '../home/environment.js';
import { answersHttp } from '../machine/probes.js';
import { exists } from '../home/secrets.js';
import { entryPoint } from '../machine/repository.mjs';
import { builtEntry } from './built-entry.js';

export const APP_NAMES = ['api', 'relay', 'listener', 'worker'] as const;
export type AppName = (typeof APP_NAMES)[number];

interface AppProfile {
  readonly title: string;
  /** Limit of the JavaScript heap in MiB. */
  readonly heap: number;
  readonly database: 'DATABASE_URL' | 'DATABASE_RELAY_URL';
  readonly graceMs: number;
}

const PROFILES: Readonly<Record<AppName, AppProfile>> = {
  api: { title: 'API', heap: 256, database: 'DATABASE_URL', graceMs: 10_000 },
  relay: { title: 'Relay', heap: 160, database: 'DATABASE_RELAY_URL', graceMs: 10_000 },
  listener: { title: 'Listener', heap: 256, database: 'DATABASE_URL', graceMs: 10_000 },
  worker: { title: 'Worker', heap: 640, database: 'DATABASE_URL', graceMs: 20_000 },
};

/** Where the API finds the web application; nothing when nobody has built it, as in tests that speak HTTP only. */
async function builtPages(): Promise<{ WEB_PAGES?: string }> {
  const pages = entryPoint('apps', 'web', 'dist');
  return (await exists(join(pages, 'index.html'))) ? { WEB_PAGES: pages } : {};
}

/** How to run an app: it sees the URL of its own database role only. */
export async function appSpec(config: LocalConfig, name: AppName, system: SystemEnvironment): Promise<ComponentSpec> {
  const profile = PROFILES[name];
  const { DATABASE_OWNER_URL: _owner, DATABASE_RELAY_URL: relay, DATABASE_AUDITOR_URL: _auditor, ...shared } = system;
  const url = profile.database === 'DATABASE_RELAY_URL' ? relay : shared['DATABASE_URL'];
  return {
    name,
    title: profile.title,
    command: process.execPath,
    args: [
      `--max-old-space-size=${profile.heap}`,
      '--enable-source-maps',
      await builtEntry('apps', name, 'dist', 'main.js'),
    ],
    env: {
      ...inheritedEnvironment(),
      ...shared,
      DATABASE_URL: url,
      PORT: String(config.ports[name]),
      ...(await builtPages()),
      NODE_ENV: 'production',
    },
    cwd: config.home,
    logFile: join(config.home, 'logs', `${name}.log`),
    stopSignal: 'SIGTERM',
    graceMs: profile.graceMs,
    isReady: () => answersHttp(`http://127.0.0.1:${config.ports[name]}/health/ready`),
    readyWithinMs: 180_000,
    attempts: 3,
  };
}
