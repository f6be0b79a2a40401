import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlreadyRunning, holderOf, holdPidFile } from './pid-file.js';
import { identityOf } from './process-identity.js';

describe('the pid file', () => {
  let folder: string;
  let path: string;
  let other: ChildProcess;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vermilion-pid-'));
    path = join(folder, 'supervisor.pid');
    other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  });
  afterEach(async () => {
    other.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  it('is held by one process until it is given up', async () => {
    const release = await holdPidFile(path);
    expect((await holderOf(path))?.pid).toBe(process.pid);
    await release();
    expect(await holderOf(path)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused while another process lives, and the file stays as it is', async () => {
    const content = JSON.stringify(await identityOf(other.pid as number));
    await writeFile(path, content);
    await expect(holdPidFile(path)).rejects.toThrow(AlreadyRunning);
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(await readdir(folder)).toEqual(['supervisor.pid']);
  });

  it('is taken over after a kill, also when the pid belongs to a later process', async () => {
    const { pid } = await identityOf(other.pid as number);
    await writeFile(path, JSON.stringify({ pid, startedAt: 'another boot/1' }));
    const release = await holdPidFile(path);
    expect((await holderOf(path))?.pid).toBe(process.pid);
    await release();
  });

  it.each(['', '{"pid":', '12345', '{"pid":"1"}'])('is taken over when a crash has left %j in it', async (rubbish) => {
    await writeFile(path, rubbish);
    const release = await holdPidFile(path);
    expect((await holderOf(path))?.pid).toBe(process.pid);
    await release();
  });

  it('is not removed by a process that has lost it', async () => {
    const release = await holdPidFile(path);
    const content = JSON.stringify(await identityOf(other.pid as number));
    await writeFile(path, content);
    await release();
    expect(await readFile(path, 'utf8')).toBe(content);
  });
});
