import { mkdir, statfs } from 'node:fs/promises';
import type { LocalConfig } from '../home/config.js';
import { isPortFree, ownerOf } from './port-owner.js';
import { StartError } from '../process/start-error.js';

const NEEDED_BYTES = 2 * 1024 ** 3;
const GIB = 1024 ** 3;

/** Throws a StartError when there is less than 2 GiB free where the folder lies. */
export async function requireSpace(folder: string, needed = NEEDED_BYTES): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new StartError(
    `Only ${(free / GIB).toFixed(1)} GiB are free for ${folder}, ${(needed / GIB).toFixed(1)} GiB are needed. ` +
      'Make room, or let VERMILION_HOME point to a folder on another disk.',
  );
}

/** A port and what listens there. */
export interface WantedPort {
  readonly name: string;
  readonly port: number;
}

/** Throws a StartError that names every taken port, who has it as far as known, and the way out. */
export async function requireFreePorts(
  { portBase }: Pick<LocalConfig, 'portBase'>,
  wanted: readonly WantedPort[],
): Promise<void> {
  const taken: string[] = [];
  for (const { name, port } of wanted) {
    if (await isPortFree(port)) continue;
    const { pid, command } = await ownerOf(port);
    const owner = pid === undefined ? 'by an unknown process' : `by process ${pid} (${command})`;
    taken.push(`  port ${port}, needed for ${name}, is taken ${owner}`);
  }
  if (taken.length === 0) return;
  const other = portBase + 1000;
  throw new StartError(
    `Some ports are not free:\n${taken.join('\n')}\nEnd these processes, or shift all ports: VERMILION_PORT_BASE=${other} npm start`,
  );
}
