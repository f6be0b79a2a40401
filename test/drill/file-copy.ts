import { execFile, spawn } from 'node:child_process';
import { chown, mkdir, readdir, readlink, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { SqlClient } from '../support/sql-client.js';

/**
 * A file copy of a running PostgreSQL with its archived WAL, and its restoring, in the steps of docs/restore.md.
 * Source: PostgreSQL 18, “Continuous Archiving and Point-in-Time Recovery” (25.3.4 low-level base backup, 25.3.5 recovery).
 */
export interface Backup {
  /** Holds `base.tar`, `backup_label` and `archive`. */
  readonly folder: string;
  /** The server's program, and the account of its files. */
  readonly program: string;
  readonly uid: number;
  readonly gid: number;
  readonly copiedBytes: number;
  /** Name of the WAL file with the end of the copy: up to it the copy cannot be used without. */
  readonly lastOfCopy: string;
}

const run = promisify(execFile);
const ARCHIVED_WITHIN_MS = 60_000;
/** Tar tells by it that a file changed or went while it was read: WAL puts that right. */
const CHANGED_MEANWHILE = 1;
const NOT_COPIED = [
  './pg_wal/*',
  './postmaster.pid',
  './postmaster.opts',
  './pg_replslot/*',
  './pg_stat_tmp/*',
  '*pgsql_tmp*',
];

export const archiveOf = (folder: string): string => join(folder, 'archive');

/** Begins to archive into the folder; a server without `archive_mode` does so after its next start. The folder is there for its account alone. */
export async function archiveInto(admin: SqlClient, folder: string): Promise<void> {
  const { uid, gid } = await stat(await dataOf(admin));
  const archive = archiveOf(folder);
  await mkdir(archive, { recursive: true });
  await chown(archive, uid, gid);
  // A file that is there is never overwritten; the same one once more, after a crash, is no failure.
  const to = `${archive}/%f`;
  const command = `cmp -s %p ${to} || (test ! -f ${to} && cp %p ${to}.part && sync ${to}.part && mv ${to}.part ${to})`;
  await admin.query(`ALTER SYSTEM SET archive_command = '${command}'`);
  await admin.query(`ALTER SYSTEM SET archive_mode = 'on'`);
  await admin.query('SELECT pg_reload_conf()');
}

/** Copies the files while the server writes into them. */
export async function copyFiles(admin: SqlClient, folder: string): Promise<Backup> {
  const data = await dataOf(admin);
  const { uid, gid } = await stat(data);
  const { pid } = await one<{ pid: number }>(admin, 'SELECT pg_backend_pid() AS pid');
  const program = await readlink(`/proc/${pid}/exe`);
  await admin.query(`SELECT pg_backup_start('drill', fast => true)`);
  const tar = join(folder, 'base.tar');
  const excluded = NOT_COPIED.map((pattern) => `--exclude=${pattern}`);
  await run('tar', ['-C', data, ...excluded, '-cf', tar, '.']).catch((error: { code?: number }) => {
    if (error.code !== CHANGED_MEANWHILE) throw error;
  });
  const { label, wal } = await one<{ label: string; wal: string }>(
    admin,
    'SELECT labelfile AS label, pg_walfile_name(lsn) AS wal FROM pg_backup_stop()',
  );
  await writeFile(join(folder, 'backup_label'), label);
  return { folder, program, uid, gid, copiedBytes: (await stat(tar)).size, lastOfCopy: wal };
}

/** Gives the file that is being written to the archive, and waits until it is there. */
export async function archiveRest(admin: SqlClient): Promise<void> {
  const { wal } = await one<{ wal: string }>(admin, 'SELECT pg_walfile_name(pg_switch_wal()) AS wal');
  for (const end = Date.now() + ARCHIVED_WITHIN_MS; Date.now() < end; await sleep(100)) {
    const { last } = await one<{ last: string | null }>(
      admin,
      'SELECT last_archived_wal AS last FROM pg_stat_archiver',
    );
    if (last !== null && last >= wal) return;
  }
  throw new Error(`${wal} was not archived within ${ARCHIVED_WITHIN_MS} ms`);
}

/** Lays out the files in a new place, ready to replay the archive up to the named point when the server starts; up to its end when there is no name. */
export async function layOut(backup: Backup, data: string, point: string | null): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  await run('tar', ['-C', data, '-xpf', join(backup.folder, 'base.tar')]);
  await run('cp', [join(backup.folder, 'backup_label'), join(data, 'backup_label')]);
  await writeFile(join(data, 'recovery.signal'), '');
  const target = point === null ? '' : `recovery_target_name = '${point}'\nrecovery_target_action = 'promote'\n`;
  const archive = archiveOf(backup.folder);
  await writeFile(
    join(data, 'postgresql.auto.conf'),
    `restore_command = 'cp ${archive}/%f %p'\n${target}hot_standby = off\narchive_mode = off\n`,
  );
  await run('chown', ['-R', `${backup.uid}:${backup.gid}`, data]);
}

/** As if the archive had been forgotten, and only what the copy itself needs had been kept by chance. */
export async function forgetArchive({ folder, lastOfCopy }: Backup): Promise<void> {
  const later = (await readdir(archiveOf(folder))).filter((name) => /^[0-9A-F]{24}$/.test(name) && name > lastOfCopy);
  await Promise.all(later.map((name) => unlink(join(archiveOf(folder), name))));
}

/** Starts the server on the files; resolves when it has replayed what there is and takes writes. */
export async function startRestored(
  { program, uid, gid }: Backup,
  data: string,
  port: number,
): Promise<() => Promise<void>> {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const child = spawn(program, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    ...(process.getuid?.() === 0 && { uid, gid }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    void ended.then(() => reject(new Error(`the restored server ended:\n${said.slice(-1_500)}`)));
  });
  return () => {
    child.kill('SIGINT');
    return ended;
  };
}

async function dataOf(admin: SqlClient): Promise<string> {
  return (await one<{ data: string }>(admin, `SELECT current_setting('data_directory') AS data`)).data;
}

async function one<Row>(admin: SqlClient, sql: string): Promise<Row> {
  return (await admin.query(sql)).rows[0] as Row;
}
