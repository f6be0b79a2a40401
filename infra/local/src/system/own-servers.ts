import { join } from 'node:path';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { answersHttp, acceptsTcp } from '../machine/probes.js';
import { heapFlags } from '../process/heap-flags.js';
import { builtEntry } from './built-entry.js';
import { appPlaces } from './places.js';

/** Running this package's own small servers, each in a process of its own so that each can be killed alone. */
export async function oidcSpec(config: LocalConfig): Promise<ComponentSpec> {
  const { oidc } = config.ports;
  return {
    ...(await ownServer(config, 'oidc', 'identity/serve-oidc.js', { PORT: String(oidc) })),
    title: 'Identity provider',
    isReady: () => answersHttp(`http://127.0.0.1:${oidc}/.well-known/openid-configuration`),
  };
}

/** How to run the mail catcher. */
export async function mailSpec(config: LocalConfig): Promise<ComponentSpec> {
  const { mail, smtp } = config.ports;
  return {
    ...(await ownServer(config, 'mail', 'mail/serve-mail.js', { PORT: String(mail), SMTP_PORT: String(smtp) })),
    title: 'Mail catcher',
    isReady: async () => (await answersHttp(`http://127.0.0.1:${mail}/health/ready`)) && acceptsTcp('127.0.0.1', smtp),
  };
}

/** How to run the door before several APIs. It is ready as soon as it lets in, whoever is behind it. */
export async function frontSpec(config: LocalConfig): Promise<ComponentSpec> {
  const { api } = config.ports;
  const behind = appPlaces(config, ['api']).map(({ port }) => port);
  return {
    ...(await ownServer(config, 'front', 'front/serve-front.js', { PORT: String(api), BEHIND: behind.join(',') })),
    title: 'Front door',
    isReady: () => acceptsTcp('127.0.0.1', api),
  };
}

async function ownServer(
  config: LocalConfig,
  name: string,
  program: string,
  env: NodeJS.ProcessEnv,
): Promise<Omit<ComponentSpec, 'title' | 'isReady'>> {
  return {
    name,
    command: process.execPath,
    args: [...heapFlags({ heapMiB: 96, youngMiB: 8 }), await builtEntry('infra', 'local', 'dist', program)],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'production',
      TZ: 'Asia/Shanghai',
      VERMILION_HOME: config.home,
      ...env,
    },
    cwd: config.home,
    logFile: join(config.home, 'logs', `${name}.log`),
    stopSignal: 'SIGTERM',
    graceMs: 5_000,
    readyWithinMs: 120_000,
    attempts: 3,
  };
}
