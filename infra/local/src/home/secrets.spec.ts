import { mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databasePasswords, masterKeyFile, webhookKeyFile } from './secrets.js';

describe('generated secrets', () => {
  let home: string;
  beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'vermilion-secrets-'))));
  afterEach(() => rm(home, { recursive: true }));

  it('makes passwords once, different for each role, readable by the owner only', async () => {
    const first = await databasePasswords(home);
    const again = await databasePasswords(home);
    expect(first.fresh).toBe(true);
    expect(again).toEqual({ passwords: first.passwords, fresh: false });
    expect(new Set(Object.values(first.passwords)).size).toBe(6);
    expect((await stat(join(home, 'secrets', 'postgres.json'))).mode & 0o777).toBe(0o600);
  });

  it('gives a role that has come later a password, and keeps those of the others', async () => {
    const { temporal: _later, ...earlier } = (await databasePasswords(home)).passwords;
    await writeFile(join(home, 'secrets', 'postgres.json'), JSON.stringify(earlier));
    const { passwords, fresh } = await databasePasswords(home);
    expect(fresh).toBe(true);
    expect(passwords).toMatchObject(earlier);
    expect(passwords.temporal).toMatch(/^[\w-]{32}$/);
  });

  it('makes a master key of 32 bytes and keeps it', async () => {
    const path = await masterKeyFile(home, false);
    const key = await readFile(path, 'utf8');
    expect(Buffer.from(key.trim(), 'hex')).toHaveLength(32);
    await masterKeyFile(home, true);
    expect(await readFile(path, 'utf8')).toBe(key);
  });

  it('makes the key of the webhooks beside existing data too, another one than the master key, and keeps it', async () => {
    const [master, path] = [await masterKeyFile(home, false), await webhookKeyFile(home)];
    const key = await readFile(path, 'utf8');
    expect(key).toMatch(/^[0-9a-f]{64}\n$/);
    expect(key).not.toBe(await readFile(master, 'utf8'));
    await webhookKeyFile(home);
    expect(await readFile(path, 'utf8')).toBe(key);
  });

  it('never replaces a master key that is missing beside existing data', async () => {
    await unlink(await masterKeyFile(home, false));
    await expect(masterKeyFile(home, true)).rejects.toThrow(/master key .* is gone/);
  });
});
