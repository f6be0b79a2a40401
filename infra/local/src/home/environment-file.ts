import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../machine/atomic-file.js';
import type { SystemEnvironment } from './environment.js';

/** The file that leads other terminals to the running servers: `. .vermilion/env.sh`. It holds passwords, so only the owner may read it. */
export function environmentFile(home: string): string {
  return join(home, 'env.sh');
}

/** Writes the file when everything is ready. */
export async function writeEnvironment(home: string, env: SystemEnvironment): Promise<void> {
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`);
  await writeAtomically(environmentFile(home), `${lines.join('\n')}\n`);
}

/** Removes the file when the servers are gone. */
export async function removeEnvironment(home: string): Promise<void> {
  await rm(environmentFile(home), { force: true });
}

/** The variables of the running system, or undefined when none runs. */
export async function readEnvironment(home: string): Promise<SystemEnvironment | undefined> {
  const text = await readFile(environmentFile(home), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const env: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/^export (\w+)='(.*)'$/gm))
    env[name] = value.replaceAll("'\\''", "'");
  return env;
}
