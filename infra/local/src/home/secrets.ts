import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../machine/atomic-file.js';
import { StartError } from '../process/start-error.js';

/** Generated passwords of the database roles. */
export interface DatabasePasswords {
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
  readonly relay: string;
  readonly auditor: string;
  readonly temporal: string;
}

const ROLES = ['admin', 'owner', 'app', 'relay', 'auditor', 'temporal'] as const;

/** The folder of generated secrets, readable by the account of the supervisor only. */
export async function secretsFolder(home: string): Promise<string> {
  const folder = join(home, 'secrets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The passwords of the database roles, made at the first start. `fresh` tells that the roles must be given them. */
export async function databasePasswords(home: string): Promise<{ passwords: DatabasePasswords; fresh: boolean }> {
  const path = join(await secretsFolder(home), 'postgres.json');
  const known = (await exists(path)) ? (JSON.parse(await readFile(path, 'utf8')) as Partial<DatabasePasswords>) : {};
  if (ROLES.every((role) => known[role] !== undefined)) return { passwords: known as DatabasePasswords, fresh: false };
  const made = Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')]));
  const passwords = { ...made, ...known } as DatabasePasswords;
  await writeAtomically(path, JSON.stringify(passwords, null, 2));
  return { passwords, fresh: true };
}

/**
 * The file with the key that wraps the keys of persons, 32 bytes in hexadecimal.
 * A missing key beside existing data is never replaced: what it wrapped would be lost without anybody noticing.
 */
export async function masterKeyFile(home: string, dataExists: boolean): Promise<string> {
  const path = join(await secretsFolder(home), 'master.key');
  if (await exists(path)) return path;
  if (dataExists) {
    throw new StartError(
      `The master key ${path} is gone but the database exists. Put the file back from your backup, ` +
        'or give up all local data with: npm run reset',
    );
  }
  await writeAtomically(path, `${randomBytes(32).toString('hex')}\n`);
  return path;
}

/** The file with the key from which the secrets of webhooks follow, made at the first start. Another one gives each webhook another secret. */
export async function webhookKeyFile(home: string): Promise<string> {
  const path = join(await secretsFolder(home), 'webhook.key');
  if (!(await exists(path))) await writeAtomically(path, `${randomBytes(32).toString('hex')}\n`);
  return path;
}

/** The directory with the keys that sign anchors; the first is made at the first start. Another with a later name takes over from it. */
export async function anchorKeys(home: string): Promise<string> {
  const folder = join(await secretsFolder(home), 'anchor-keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).some((file) => file.endsWith('.pem'))) return folder;
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeAtomically(join(folder, '1.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  return folder;
}

/** Whether the path exists. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
