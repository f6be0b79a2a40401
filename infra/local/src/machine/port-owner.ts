import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';

/** A process that already listens where we want to. The pid is unknown when it belongs to another user. */
export interface PortOwner {
  readonly pid: number | undefined;
  readonly command: string | undefined;
}

/** Whether 127.0.0.1:port can be bound now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Who listens on the port, as far as this user may see it (Linux only; elsewhere the answer is empty). */
export async function ownerOf(port: number): Promise<PortOwner> {
  const inode = (await listeningInode(port, '/proc/net/tcp')) ?? (await listeningInode(port, '/proc/net/tcp6'));
  if (inode === undefined) return { pid: undefined, command: undefined };
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || !(await holdsSocket(entry, inode))) continue;
    const commandLine = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    return { pid: Number(entry), command: commandLine.split('\0').join(' ').trim().slice(0, 80) };
  }
  return { pid: undefined, command: undefined };
}

async function listeningInode(port: number, table: string): Promise<string | undefined> {
  const rows = (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1);
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const row of rows) {
    const columns = row.trim().split(/\s+/);
    const LISTEN = '0A';
    if (columns[1]?.endsWith(suffix) && columns[3] === LISTEN) return columns[9];
  }
  return undefined;
}

async function holdsSocket(pid: string, inode: string): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const descriptor of descriptors) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
    if (target === `socket:[${inode}]`) return true;
  }
  return false;
}
