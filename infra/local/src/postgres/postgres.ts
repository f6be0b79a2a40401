import { join } from 'node:path';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig, PostgresLogins } from '../home/config.js';
import type { PostgresPlace } from './postgres-place.js';
import { takesPostgresLogins } from '../machine/probes.js';
import type { DatabasePasswords } from '../home/secrets.js';

/** The connection URLs of the embedded server, one for each role. */
export function postgresLogins(port: number, passwords: DatabasePasswords): PostgresLogins {
  const url = (role: 'owner' | 'app' | 'relay' | 'auditor'): string =>
    `postgres://vermilion_${role}:${passwords[role]}@127.0.0.1:${port}/vermilion`;
  return { owner: url('owner'), app: url('app'), relay: url('relay'), auditor: url('auditor') };
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  lc_messages: 'C',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
};

/** How to run the embedded PostgreSQL. Statements are not logged: they may hold what a person wrote. */
export function postgresSpec(config: LocalConfig, place: PostgresPlace): ComponentSpec {
  const settings = {
    ...SETTINGS,
    port: String(config.ports.postgres),
    ...(config.shape.temporal === 'production' && { max_connections: '250' }),
  };
  return {
    name: 'postgres',
    title: 'PostgreSQL',
    command: join(place.binaries, 'bin', 'postgres'),
    args: ['-D', place.data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'Asia/Shanghai' },
    cwd: '/',
    logFile: join(config.home, 'logs', 'postgres.log'),
    account: place.account,
    // "Fast shutdown": running transactions are rolled back, sessions are closed, everything is written.
    stopSignal: 'SIGINT',
    graceMs: 20_000,
    isReady: () => takesPostgresLogins('127.0.0.1', config.ports.postgres),
    readyWithinMs: 120_000,
    // After a kill the shared memory is held until the last session process has noticed that its parent is gone.
    attempts: 20,
  };
}
