import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { join } from 'node:path';
import { readConfig } from '../home/config.js';
import { holderOf } from '../process/pid-file.js';
import { outsideFolder } from '../postgres/postgres-place.js';
import { endLeftovers } from '../process/run-record.js';
import { exists } from '../home/secrets.js';
import { StartError } from '../process/start-error.js';
import { pidFileOf } from '../system/system.js';

/** Removes everything that the system of this home remembers. Asks first, unless `--yes` is given. */
export async function runReset(args: readonly string[]): Promise<void> {
  const { home } = readConfig(process.env);
  const holder = await holderOf(pidFileOf(home));
  if (holder !== undefined)
    throw new StartError(`Vermilion is running (process ${holder.pid}): stop it first with \`npm run stop\``);
  const places = [];
  for (const place of [home, outsideFolder(home)]) if (await exists(place)) places.push(place);
  if (places.length === 0) {
    console.log(`There is nothing to remove in ${home}`);
    return;
  }
  await requireOurs(home);
  if (!args.includes('--yes') && !(await isConfirmed(places))) {
    console.log('Nothing was removed');
    return;
  }
  await endLeftovers(home);
  for (const place of places) await rm(place, { recursive: true, force: true });
  console.log(`Removed: ${places.join(', ')}`);
}

/** A mistyped VERMILION_HOME must not cost somebody a folder that is not ours. */
async function requireOurs(home: string): Promise<void> {
  if (home !== homedir() && home !== '/' && (!(await exists(home)) || (await exists(join(home, 'secrets'))))) return;
  throw new StartError(
    `${home} does not look like a folder of Vermilion (it has no folder \`secrets\`); remove it by hand if it is one`,
  );
}

async function isConfirmed(places: readonly string[]): Promise<boolean> {
  if (!process.stdin.isTTY) throw new StartError('Nobody is there to confirm: use `npm run reset -- --yes`');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `All local data will be removed (${places.join(', ')}). 全部本地数据将被删除。Type yes to go on: `,
  );
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}
