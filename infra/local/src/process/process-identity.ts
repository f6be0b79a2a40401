import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system says it: comparable only with another value of the same system. */
  readonly startedAt: string;
}

/** When the process started, or undefined when no such process is alive (a zombie counts as dead). */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return startFromProc(pid);
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

async function startFromProc(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The command name may hold spaces and brackets, so count from the last bracket: field 3 is the state, 22 the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}/${fields[19]}`;
}

/** The identity of a live process; throws when it is gone. */
export async function identityOf(pid: number): Promise<ProcessIdentity> {
  const startedAt = await startOf(pid);
  if (startedAt === undefined) throw new Error(`Process ${pid} is gone`);
  return { pid, startedAt };
}

/** Whether exactly this process is still alive. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await startOf(identity.pid)) === identity.startedAt;
}

/**
 * Memory of a process and all that it has started, in bytes, or undefined when it cannot be read: what is resident of the
 * process itself, and of the others what they do not share with it.
 */
export async function residentBytes(pid: number): Promise<number | undefined> {
  const own = await memoryOf(pid, 'VmRSS');
  if (own === undefined) return undefined;
  let sum = own;
  const open = await childrenOf(pid);
  for (let child = open.pop(); child !== undefined; child = open.pop()) {
    sum += (await memoryOf(child, 'RssAnon')) ?? 0;
    open.push(...(await childrenOf(child)));
  }
  return sum;
}

async function memoryOf(pid: number, field: 'VmRSS' | 'RssAnon'): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** The processes that a process has started and that are still there; none where that cannot be read. */
export async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return children.split(' ').filter(Boolean).map(Number);
}
