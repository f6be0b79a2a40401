import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.js';

/** Thrown when another live process holds the pid file. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
  constructor(readonly holder: ProcessIdentity) {
    super(`Process ${holder.pid} is running already`);
  }
}

/** The live holder of a pid file; a file left by a dead process, or one that cannot be read, has none. */
export async function holderOf(path: string): Promise<ProcessIdentity | undefined> {
  const identity = await readIdentity(path);
  return identity !== undefined && (await isAlive(identity)) ? identity : undefined;
}

/**
 * Makes this process the only holder of the file. A file left behind by a killed process is taken over.
 * Throws AlreadyRunning when a live process holds it. Returns the function that gives it up.
 */
export async function holdPidFile(path: string): Promise<() => Promise<void>> {
  const mine = await identityOf(process.pid);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    await claim(draft, path);
  } finally {
    await unlink(draft);
  }
  return async () => {
    const current = await readIdentity(path);
    if (current?.pid === mine.pid && current.startedAt === mine.startedAt) await unlink(path);
  };
}

async function claim(draft: string, path: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    // A hard link fails when the name exists, and the file is complete from its first instant: two starters cannot both win.
    if (await linked(draft, path)) return;
    const holder = await holderOf(path);
    if (holder !== undefined) throw new AlreadyRunning(holder);
    await removeStale(path);
  }
  throw new Error(`Cannot take over ${path}`);
}

async function removeStale(path: string): Promise<void> {
  // Somebody else may have healed the file since we looked: move it aside, look at what was moved, give a live one back.
  const aside = `${path}.stale-${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await holderOf(aside)) !== undefined) await linked(aside, path);
  await unlink(aside);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readIdentity(path: string): Promise<ProcessIdentity | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isIdentity(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isIdentity(value: unknown): value is ProcessIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Partial<ProcessIdentity>;
  return Number.isInteger(candidate.pid) && typeof candidate.startedAt === 'string';
}
