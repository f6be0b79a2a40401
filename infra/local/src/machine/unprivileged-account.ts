import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartError } from '../process/start-error.js';

const run = promisify(execFile);

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const OWN_ACCOUNT = 'vermilion';
const KNOWN_ACCOUNTS = [OWN_ACCOUNT, 'postgres'];

/** The account in passwd(5) text, or undefined. Accounts with the rights of root do not count. */
export function findAccount(passwd: string, name: string): Account | undefined {
  for (const line of passwd.split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/**
 * The account for a server that refuses to run as root: undefined when we are not root,
 * else an existing one, else a new system account `vermilion`.
 */
export async function unprivilegedAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await knownAccount();
  if (known !== undefined) return known;
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_ACCOUNT]).catch(
    () => undefined,
  );
  const created = (await knownAccount()) ?? findAccount(await readFile('/etc/passwd', 'utf8'), 'nobody');
  if (created === undefined) {
    throw new StartError(
      'PostgreSQL refuses to run as root and there is no other account: create one with `useradd --system vermilion`',
    );
  }
  return created;
}

async function knownAccount(): Promise<Account | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const name of KNOWN_ACCOUNTS) {
    const account = findAccount(passwd, name);
    if (account !== undefined) return account;
  }
  return undefined;
}

/**
 * Whether the account can pass through the folder, or run the program: every folder above has a say in that.
 * Asked of the system itself, so that access lists and the like count too.
 */
export function canReach(account: Account | undefined, path: string): boolean {
  if (account === undefined) return true;
  const test = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
  });
  return test.status === 0;
}
