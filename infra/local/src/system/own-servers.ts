import { join } from 'node:path';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { answersHttp, acceptsTcp } from '../machine/probes.js';
import { entryPoint } from '../machine/repository.mjs';

/** Running this package's own small servers, each in a process of its own so that each can be killed alone. */
export function oidcSpec(config: LocalConfig): ComponentSpec {
  const { oidc } = config.ports;
  return {
    ...ownServer(config, 'oidc', 'identity/serve-oidc.js', { PORT: String(oidc) }),
    title: 'Identity provider',
    isReady: () => answersHttp(`http://127.0.0.1:${oidc}/.well-known/openid-configuration`),
  };
}

/** How to run the mail catcher. */
export function mailSpec(config: LocalConfig): ComponentSpec {
  const { mail, smtp } = config.ports;
  return {
    ...ownServer(config, 'mail', 'mail/serve-mail.js', { PORT: String(mail), SMTP_PORT: String(smtp) }),
    title: 'Mail catcher',
    isReady: async () => (await answersHttp(`http://127.0.0.1:${mail}/health/ready`)) && acceptsTcp('127.0.0.1', smtp),
  };
}

function ownServer(
  config: LocalConfig,
  name: string,
  program: string,
  env: NodeJS.ProcessEnv,
): Omit<ComponentSpec, 'title' | 'isReady'> {
  return {
    name,
    command: process.execPath,
    args: ['--max-old-space-size=96', entryPoint('infra', 'local', 'dist', program)],
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
