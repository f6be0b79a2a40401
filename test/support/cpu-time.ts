import { readdir, readFile } from 'node:fs/promises';

/** The kernel counts CPU time in hundredths of a second. */
const MS_PER_TICK = 10;

/**
 * CPU time that each component has used so far, with the processes that it has started, in ms. What a process used that ended meanwhile is
 * counted where its parent has waited for it.
 */
export async function cpuTimes(pids: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const processes = new Map(
    (await Promise.all((await readdir('/proc')).map(read))).flatMap((one) => (one ? [[one.pid, one]] : [])),
  );
  const owner = (pid: number): string | null => {
    const named = Object.entries(pids).find(([, own]) => own === pid)?.[0];
    const parent = processes.get(pid)?.parent ?? 0;
    return named ?? (parent > 1 ? owner(parent) : null);
  };
  const times: Record<string, number> = Object.fromEntries(Object.keys(pids).map((name) => [name, 0]));
  for (const { pid, ms } of processes.values()) {
    const name = owner(pid);
    if (name !== null) times[name] = (times[name] ?? 0) + ms;
  }
  return times;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ms: number;
}

async function read(name: string): Promise<Process | null> {
  const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null) : null;
  // The name of the program stands in brackets and may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!fields) return null;
  const [parent, ...times] = [fields[1], fields[11], fields[12], fields[13], fields[14]].map(Number);
  return { pid: Number(name), parent: parent ?? 0, ms: times.reduce((a, b) => a + b, 0) * MS_PER_TICK };
}

/** What each component has used between two looks. */
export function cpuBetween(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));
}
