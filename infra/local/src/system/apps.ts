import { join } from 'node:path';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { inheritedEnvironment, type SystemEnvironment } from '../home/environment.js';
import { answersHttp } from '../machine/probes.js';
import { exists } from '../home/secrets.js';
import { heapFlags } from '../process/heap-flags.js';
import { entryPoint } from '../machine/repository.mjs';
import { builtEntry } from './built-entry.js';
import type { AppName, AppPlace } from './places.js';

interface AppProfile {
  readonly title: string;
  /** Limit of the JavaScript heap. */
  readonly heapMiB: number;
  /** Half of the space for what is young in it. */
  readonly youngMiB: number;
  readonly database: 'DATABASE_URL' | 'DATABASE_RELAY_URL';
  readonly graceMs: number;
}

const PROFILES: Readonly<Record<AppName, AppProfile>> = {
  api: { title: 'API', heapMiB: 512, youngMiB: 32, database: 'DATABASE_URL', graceMs: 10_000 },
  relay: { title: 'Relay', heapMiB: 160, youngMiB: 8, database: 'DATABASE_RELAY_URL', graceMs: 10_000 },
  listener: { title: 'Listener', heapMiB: 256, youngMiB: 16, database: 'DATABASE_URL', graceMs: 10_000 },
  worker: { title: 'Worker', heapMiB: 640, youngMiB: 16, database: 'DATABASE_URL', graceMs: 20_000 },
};

/** Where the API finds the web application; nothing when nobody has built it, as in tests that speak HTTP only. */
async function builtPages(): Promise<{ WEB_PAGES?: string }> {
  const pages = entryPoint('apps', 'web', 'dist');
  return (await exists(join(pages, 'index.html'))) ? { WEB_PAGES: pages } : {};
}

/** How to run a process of an app: it sees the URL of its own database role only, and keys only if they are its own. */
export async function appSpec(config: LocalConfig, place: AppPlace, system: SystemEnvironment): Promise<ComponentSpec> {
  const { app, name, nth, port } = place;
  const profile = PROFILES[app];
  const {
    DATABASE_OWNER_URL: _owner,
    DATABASE_RELAY_URL: relay,
    DATABASE_AUDITOR_URL: _auditor,
    ANCHOR_KEYS_DIR: anchorKeys,
    WEBHOOK_KEY_FILE: webhookKey,
    ...shared
  } = system;
  const url = profile.database === 'DATABASE_RELAY_URL' ? relay : shared['DATABASE_URL'];
  return {
    name,
    title: nth === 0 ? profile.title : `${profile.title} ${nth}`,
    command: process.execPath,
    args: [...heapFlags(profile), '--enable-source-maps', await builtEntry('apps', app, 'dist', 'main.js')],
    env: {
      ...inheritedEnvironment(),
      ...shared,
      DATABASE_URL: url,
      // Who writes events cannot sign anchors.
      ...(app === 'relay' && anchorKeys !== undefined ? { ANCHOR_KEYS_DIR: anchorKeys } : {}),
      ...(['api', 'listener'].includes(app) && webhookKey !== undefined ? { WEBHOOK_KEY_FILE: webhookKey } : {}),
      PORT: String(port),
      ...(app === 'api' && nth !== 0 && behindTheDoor(config)),
      ...(await builtPages()),
      NODE_ENV: 'production',
    },
    cwd: config.home,
    logFile: join(config.home, 'logs', `${name}.log`),
    stopSignal: 'SIGTERM',
    graceMs: profile.graceMs,
    isReady: () => answersHttp(`http://127.0.0.1:${port}/health/ready`),
    readyWithinMs: 180_000,
    attempts: 3,
  };
}

/** One of several APIs is known by the address of the door before them, and believes it who asks. */
function behindTheDoor({ ports }: LocalConfig): NodeJS.ProcessEnv {
  return { PUBLIC_URL: `http://127.0.0.1:${ports.api}`, TRUSTED_PROXIES: '127.0.0.1' };
}
