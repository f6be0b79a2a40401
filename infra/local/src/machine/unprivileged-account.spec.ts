import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, findAccount, unprivilegedAccount } from './unprivileged-account.js';

const PASSWD =
  'root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/root:/bin/sh\npostgres:x:101:104::/var/lib/postgresql:/bin/sh\n';

describe('the account for a server that refuses to run as root', () => {
  it('is found by name, but never with the rights of root', () => {
    expect(findAccount(PASSWD, 'postgres')).toEqual({ name: 'postgres', uid: 101, gid: 104 });
    expect(findAccount(PASSWD, 'toor')).toBeUndefined();
    expect(findAccount(PASSWD, 'nobody')).toBeUndefined();
  });

  it('cannot reach what lies below a closed folder', async () => {
    const account = await unprivilegedAccount();
    const closed = await mkdtemp(join(tmpdir(), 'vermilion-closed-'));
    const inside = join(closed, 'inside');
    await mkdir(inside, { mode: 0o755 });
    // Who is not root needs no other account, and reaches what it has made.
    expect(canReach(account, inside)).toBe(account === undefined);
    await chmod(closed, 0o711);
    expect(canReach(account, inside)).toBe(true);
    await rm(closed, { recursive: true });
  });
});
