import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentFile, readEnvironment, removeEnvironment, writeEnvironment } from './environment-file.js';

describe('the environment file', () => {
  let home: string;
  beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'vermilion-env-'))));
  afterEach(() => rm(home, { recursive: true }));

  it('gives a shell and a program the same values, whatever they hold', async () => {
    const env = { DATABASE_URL: 'postgres://a:b@c/d?x=1&y=2', ODD: `it's "$HOME" \\ \`pwd\`` };
    await writeEnvironment(home, env);
    expect(await readEnvironment(home)).toEqual(env);
    const shell = execFileSync('/bin/sh', ['-c', `. ${environmentFile(home)}; printf %s "$ODD"`], { encoding: 'utf8' });
    expect(shell).toBe(env.ODD);
  });

  it('is for its owner only, and gone when the system is gone', async () => {
    await writeEnvironment(home, { A: 'b' });
    expect((await stat(environmentFile(home))).mode & 0o777).toBe(0o600);
    await removeEnvironment(home);
    expect(await readEnvironment(home)).toBeUndefined();
  });
});
