import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive } from './process-identity.js';
import { endLeftovers, readRun, writeRun } from './run-record.js';

describe('what an interrupted run has left behind', () => {
  let home: string;
  let child: ChildProcess;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-run-'));
    child = spawn(process.execPath, ['-e', `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`]);
    await sleep(200);
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await rm(home, { recursive: true });
  });

  it('is ended, by force when it does not listen, and forgotten', async () => {
    const identity = await identityOf(child.pid as number);
    await writeRun(home, { portBase: 4400, components: { kafka: { ...identity, stopSignal: 'SIGTERM' } } });
    expect(await endLeftovers(home, 300)).toEqual(['kafka']);
    expect(await isAlive(identity)).toBe(false);
    expect(await readRun(home)).toBeUndefined();
  });

  it('is not confused with a later process of the same pid', async () => {
    const identity = await identityOf(child.pid as number);
    await writeRun(home, {
      portBase: 4400,
      components: { kafka: { pid: identity.pid, startedAt: 'another boot/7', stopSignal: 'SIGTERM' } },
    });
    expect(await endLeftovers(home, 300)).toEqual([]);
    expect(await isAlive(identity)).toBe(true);
  });

  it('is nothing when there is no record or a broken one', async () => {
    expect(await endLeftovers(home)).toEqual([]);
    await writeFile(join(home, 'run.json'), '{"portBase":44');
    expect(await endLeftovers(home)).toEqual([]);
  });
});
