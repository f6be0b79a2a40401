import { dirname, join } from 'node:path';
import type { LocalConfig } from '../home/config.js';
import { copyBinaries, ownFolder, packagedPostgres } from './postgres-binaries.js';
import { shortHash } from '../machine/repository.mjs';
import { exists } from '../home/secrets.js';
import { StartError } from '../process/start-error.js';
import { requireSpace } from '../machine/preconditions.js';
import { canReach, unprivilegedAccount, type Account } from '../machine/unprivileged-account.js';

/** Where PostgreSQL lives and who runs it. */
export interface PostgresPlace {
  readonly binaries: string;
  readonly data: string;
  readonly account: Account | undefined;
}

/** Written last into a data folder: without it the folder was never finished and has never held anything. */
export const MARKER = 'vermilion-complete';

/** Folder for what the unprivileged account must reach when the home lies below a closed folder. */
export function outsideFolder(home: string): string {
  return join('/var/tmp', `vermilion-${shortHash(home)}`);
}

/**
 * Chooses the places. As root the server runs as another account, and a clone below a folder of mode 700 cannot be
 * reached by it: then binaries and data lie in /var/tmp/vermilion-<hash of the home>. Data that exist stay where they are.
 */
export async function choosePlace(config: LocalConfig): Promise<PostgresPlace> {
  const account = await unprivilegedAccount();
  const native = await packagedPostgres();
  const inside = join(config.home, 'postgres');
  if (account === undefined) return { binaries: native, data: inside, account };
  const outside = outsideFolder(config.home);
  const binaries = canReach(account, join(native, 'bin', 'postgres'))
    ? native
    : await copyBinaries(native, join(await ownFolder(outside), `binaries-${shortHash(native)}`));
  return { binaries, data: await chooseData(account, inside, outside), account };
}

async function chooseData(account: Account, inside: string, outside: string): Promise<string> {
  const reachable = canReach(account, dirname(inside));
  if (await exists(join(inside, MARKER))) {
    if (reachable) return inside;
    throw new StartError(
      `The database in ${inside} cannot be reached by the account ${account.name}, which runs PostgreSQL: ` +
        'let others pass through the folders above it (chmod o+x), or give the local data up with: npm run reset',
    );
  }
  const other = join(outside, 'postgres');
  if (reachable && !(await exists(join(other, MARKER)))) return inside;
  await requireSpace(await ownFolder(outside));
  return other;
}
