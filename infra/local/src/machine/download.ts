import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exists } from '../home/secrets.js';
import { StartError } from '../process/start-error.js';

const ABANDONED_AFTER_MS = 3_600_000;

/**
 * The folder `target`, filled by `fill` if it does not exist yet. It is filled under another name and renamed when
 * complete, so an interrupted or doubled download never leaves half a folder.
 */
export async function obtain(target: string, fill: (draft: string) => Promise<void>): Promise<string> {
  if (await exists(target)) return target;
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  await clearAbandoned(parent);
  const draft = await mkdtemp(join(parent, 'draft-'));
  try {
    await fill(draft);
    await rename(draft, target).catch(async (error: unknown) => {
      // Another start was quicker; both did the same work.
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}

async function clearAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith('draft-')) continue;
    const found = await stat(join(parent, name)).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Runs a program to its end and returns what it printed; throws a StartError with the end of the output when it fails. */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (output += part.toString()));
    child.once('error', (error) => reject(new StartError(`${command} cannot be run: ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new StartError(`\`${command} ${args.join(' ')}\` failed:\n${output.slice(-2000)}`));
    });
  });
}

/** The first of the names that is on the PATH, as a full path. */
export async function onPath(...names: string[]): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    for (const name of names) {
      const candidate = join(folder, name);
      if (folder !== '' && (await isProgram(candidate))) return candidate;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.isFile() && (found.mode & 0o111) !== 0;
}
