import { spawn } from 'node:child_process';
import { chown, mkdir, readFile, readdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MARKER, type PostgresPlace } from './postgres-place.js';
import type { Tell } from '../process/progress.js';
import { exists, type DatabasePasswords } from '../home/secrets.js';
import { StartError } from '../process/start-error.js';

const MAJOR_VERSION = '18';
const DRAFT_PREFIX = 'initialising-';

/**
 * Makes sure that the data folder holds a complete cluster with the database `vermilion` and its roles.
 * A new one is built under another name and renamed when it is complete, so a half-written one never has the final name.
 */
export async function prepareCluster(
  place: PostgresPlace,
  passwords: { passwords: DatabasePasswords; fresh: boolean },
  tell: Tell,
): Promise<void> {
  await clearDrafts(dirname(place.data));
  if (await exists(join(place.data, MARKER))) {
    await checkCluster(place.data);
    await removeStaleLock(place.data);
    if (passwords.fresh) {
      tell('PostgreSQL: the password file was missing; the roles get new passwords');
      await asSingleUser(place, place.data, 'postgres', rolesSql(passwords.passwords));
    }
    return;
  }
  await moveHalfWrittenAside(place.data, tell);
  await createCluster(place, passwords.passwords);
}

async function createCluster(place: PostgresPlace, passwords: DatabasePasswords): Promise<void> {
  const draft = join(dirname(place.data), `${DRAFT_PREFIX}${process.pid}`);
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, 'admin-password');
  const cluster = join(draft, 'cluster');
  await writeFile(passwordFile, passwords.admin, { mode: 0o600 });
  await giveTo(place, draft, passwordFile);
  // C.UTF-8 sorts by code point, as JavaScript does, and knows which Chinese characters are letters: pg_trgm needs that.
  const options = [
    '-D',
    cluster,
    '-U',
    'vermilion_admin',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
  ];
  await runAs(place, 'initdb', [
    ...options,
    '--builtin-locale=C.UTF-8',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
  ]);
  await asSingleUser(place, cluster, 'postgres', rolesSql(passwords));
  await asSingleUser(place, cluster, 'postgres', 'CREATE DATABASE vermilion OWNER vermilion_owner;\n\n');
  await writeFile(join(cluster, MARKER), `${new Date().toISOString()}\n`);
  await giveTo(place, join(cluster, MARKER));
  await rename(cluster, place.data);
  await rm(draft, { recursive: true });
}

/** Idempotent, for single-user mode, where an empty line ends a statement. Names and passwords hold no quotes. */
function rolesSql(passwords: DatabasePasswords): string {
  const logins: [string, string, string][] = [
    ['vermilion_owner', passwords.owner, 'CREATEROLE'],
    ['vermilion_app', passwords.app, ''],
    ['vermilion_relay', passwords.relay, ''],
    ['vermilion_auditor', passwords.auditor, ''],
    // Temporal's server for production makes databases of its own; to those of the ledger it has no right.
    ['vermilion_temporal', passwords.temporal, 'CREATEDB'],
  ];
  const statements = logins.map(([role, password, rights]) => {
    const login = `${role} LOGIN ${rights} PASSWORD '${password}'`;
    return `DO $do$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN ALTER ROLE ${login}; ELSE CREATE ROLE ${login}; END IF; END $do$;\n\n`;
  });
  return `ALTER ROLE vermilion_admin PASSWORD '${passwords.admin}';\n\n${statements.join('')}`;
}

async function asSingleUser(place: PostgresPlace, cluster: string, database: string, sql: string): Promise<void> {
  const output = await runAs(
    place,
    'postgres',
    ['--single', '-j', '-D', cluster, '-c', 'log_min_error_statement=panic', database],
    sql,
  );
  const failure = /(ERROR|FATAL|PANIC): .*/.exec(output);
  if (failure !== null) throw new StartError(`PostgreSQL could not be set up: ${failure[0]}`);
}

function runAs(place: PostgresPlace, program: string, args: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', PGTZ: 'Asia/Shanghai' };
    const child = spawn(join(place.binaries, 'bin', program), args, { cwd: '/', env, ...place.account });
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (output += part.toString()));
    child.once('error', (error) => reject(new StartError(`${program} cannot be run: ${error.message}`)));
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new StartError(`${program} failed:\n${output.slice(-1500)}`)),
    );
    child.stdin.end(input);
  });
}

async function giveTo(place: PostgresPlace, ...paths: string[]): Promise<void> {
  if (place.account === undefined) return;
  for (const path of paths) await chown(path, place.account.uid, place.account.gid);
}

async function checkCluster(data: string): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === '' || !(await exists(join(data, 'global', 'pg_control')))) {
    throw new StartError(
      `The database folder ${data} is damaged (files are missing). Put a backup back, or give the local data up with: npm run reset`,
    );
  }
  if (version !== MAJOR_VERSION) {
    throw new StartError(
      `The database folder ${data} is of PostgreSQL ${version}, this is ${MAJOR_VERSION}. Give the local data up with: npm run reset`,
    );
  }
}

/** A server that was killed leaves its lock; when the pid in it belongs to something else by now, the server would refuse to start. */
async function removeStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const pid = (await readFile(lock, 'utf8').catch(() => '')).split('\n')[0] ?? '';
  if (pid === '') return;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (process.platform === 'linux' && !commandLine.includes('postgres')) await unlink(lock);
}

async function moveHalfWrittenAside(data: string, tell: Tell): Promise<void> {
  if (!(await exists(data))) return;
  const aside = `${data}.half-written-${Date.now()}`;
  await rename(data, aside);
  tell(`PostgreSQL: ${data} was never finished; moved to ${basename(aside)}, a new one is made`);
}

async function clearDrafts(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (name.startsWith(DRAFT_PREFIX)) await rm(join(parent, name), { recursive: true, force: true });
  }
}
