import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readConfig } from '../home/config.js';
import { inheritedEnvironment } from '../home/environment.js';
import { readEnvironment } from '../home/environment-file.js';
import { StartError } from '../process/start-error.js';
import { builtEntry } from '../system/built-entry.js';

/**
 * Recomputes every chain of the ledger with the auditor's login, of the database that DATABASE_AUDITOR_URL names or of the running system. Exit code 1
 * when something was altered, removed or cut. With `--anchors FILE` it is compared with the anchors that were kept outside; `--key ID` pins the keys.
 */
export async function runVerify(args: readonly string[]): Promise<void> {
  const running = await readEnvironment(readConfig(process.env).home);
  const url = process.env['DATABASE_AUDITOR_URL'] ?? running?.['DATABASE_AUDITOR_URL'];
  if (!url) throw new StartError('No ledger to verify: start the system, or name a database with DATABASE_AUDITOR_URL');
  const program = await builtEntry('libs', 'ledger', 'dist', 'verify.js');
  const env = { ...inheritedEnvironment(), DATABASE_AUDITOR_URL: url };
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], { env, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}
