import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeAtomically } from '../machine/atomic-file.js';
import type { ShapeName } from '../home/shape.js';
import { isAlive, type ProcessIdentity } from './process-identity.js';

/** What is running for a home, kept on disk so that another terminal, or the next start, knows it. */
export interface RunRecord {
  readonly portBase: number;
  readonly shape?: ShapeName;
  readonly components: Readonly<Record<string, ProcessIdentity & { readonly stopSignal: NodeJS.Signals }>>;
}

const NAME = 'run.json';

/** The record of the last run, or undefined when there is none or it cannot be read. */
export async function readRun(home: string): Promise<RunRecord | undefined> {
  try {
    return JSON.parse(await readFile(join(home, NAME), 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}

/** Records what is running now. */
export async function writeRun(home: string, record: RunRecord): Promise<void> {
  await writeAtomically(join(home, NAME), JSON.stringify(record, null, 2));
}

/** Forgets the run after everything has stopped. */
export async function forgetRun(home: string): Promise<void> {
  await rm(join(home, NAME), { force: true });
}

/**
 * Ends the components that a killed supervisor left behind: first as each likes to be asked, after `graceMs` by force.
 * Returns the names of those that were still alive.
 */
export async function endLeftovers(home: string, graceMs = 15_000): Promise<string[]> {
  const record = await readRun(home);
  if (record === undefined) return [];
  const alive: [string, RunRecord['components'][string]][] = [];
  for (const entry of Object.entries(record.components)) {
    if (await isAlive(entry[1])) alive.push(entry);
  }
  await Promise.all(alive.map(([, process]) => end(process, process.stopSignal, graceMs)));
  await forgetRun(home);
  return alive.map(([name]) => name);
}

/** Ends one process and waits until it is gone. */
export async function end(identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!(await isAlive(identity))) return;
  send(identity.pid, signal);
  const deadline = Date.now() + graceMs;
  while (await isAlive(identity)) {
    if (Date.now() > deadline) send(identity.pid, 'SIGKILL');
    await sleep(50);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
