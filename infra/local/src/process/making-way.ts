import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { childrenOf } from './process-identity.js';

/**
 * Lets a process make way for others, 0 to 19 as `nice` counts; what it begins from here on inherits it. A process that is gone already needs nothing.
 *
 * Linux shares the processors out among sessions first and only within a session by niceness (sched_autogroup); each component, and each backend of
 * PostgreSQL, has a session of its own, so the session must make way, too.
 */
export async function makeWay(pid: number, niceness: number): Promise<void> {
  try {
    setPriority(pid, niceness);
  } catch {
    return;
  }
  await writeFile(`/proc/${pid}/autogroup`, String(niceness)).catch(() => undefined);
}

/** A process that makes way, and by how much. */
export interface Yielding {
  readonly pid: number;
  readonly niceness: number;
}

/**
 * By how much a backend of PostgreSQL makes way of what whom it works for does. One that syncs the log holds a lock on it, and is not given a processor for a tenth
 * of a second when it makes way as far as it goes: everybody's commit waits for it.
 */
const SHARE_OF_BACKENDS = 0.4;

/** Lets the backends of a PostgreSQL make way as those do for whom they work (Linux only; elsewhere nothing happens). */
export async function makeBackendsWay(postmaster: number, clients: readonly Yielding[]): Promise<void> {
  const [ports, backends] = await Promise.all([nicenessByPort(clients), childrenOf(postmaster)]);
  await Promise.all(
    backends.map(async (backend) => {
      const title = await readFile(`/proc/${backend}/cmdline`, 'utf8').catch(() => '');
      const niceness = ports.get(Number(/ 127\.0\.0\.1\((\d+)\) /.exec(title)?.[1]));
      if (niceness !== undefined) await makeWay(backend, Math.ceil(niceness * SHARE_OF_BACKENDS));
    }),
  );
}

/** By how much whoever is behind a local port makes way. */
async function nicenessByPort(clients: readonly Yielding[]): Promise<Map<number, number>> {
  const nicenessOf = new Map<string, number>();
  for (const { pid, niceness } of clients) for (const inode of await socketsOf(pid)) nicenessOf.set(inode, niceness);
  const ports = new Map<number, number>();
  const rows = (await readFile('/proc/net/tcp', 'utf8').catch(() => '')).split('\n').slice(1);
  for (const row of rows) {
    const columns = row.trim().split(/\s+/);
    const niceness = nicenessOf.get(columns[9] ?? '');
    if (niceness !== undefined) ports.set(Number.parseInt(columns[1]?.split(':')[1] ?? '', 16), niceness);
  }
  return ports;
}

/** The inodes of the sockets that a process holds. */
async function socketsOf(pid: number): Promise<string[]> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(descriptors.map((one) => readlink(`/proc/${pid}/fd/${one}`).catch(() => '')));
  return targets.map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1]).filter((inode) => inode !== undefined);
}
