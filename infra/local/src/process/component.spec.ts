import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Component, type ComponentSpec } from './component.js';
import { isAlive } from './process-identity.js';
import { exists } from '../home/secrets.js';

/** Says that it is ready by writing a file, then stays. */
const READY_AND_STAY = `require('fs').writeFileSync('ready', ''); setInterval(() => {}, 1000);`;

describe('a supervised process', () => {
  let folder: string;
  let lines: string[];
  let component: Component | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vermilion-component-'));
    lines = [];
  });
  afterEach(async () => {
    await component?.kill();
    await rm(folder, { recursive: true });
  });

  function create(script: string, changes: Partial<ComponentSpec> = {}, restartCrashed = true): Component {
    const spec: ComponentSpec = {
      name: 'probe',
      title: 'Probe',
      command: process.execPath,
      args: ['-e', script],
      env: { PATH: process.env['PATH'] },
      cwd: folder,
      logFile: join(folder, 'log'),
      stopSignal: 'SIGTERM',
      graceMs: 2_000,
      isReady: () => exists(join(folder, 'ready')),
      readyWithinMs: 10_000,
      attempts: 1,
      ...changes,
    };
    component = new Component(spec, { tell: (line) => lines.push(line), restartCrashed, changed: () => undefined });
    return component;
  }

  async function until(condition: () => boolean): Promise<void> {
    for (let round = 0; round < 200 && !condition(); round += 1) await sleep(50);
    expect(condition()).toBe(true);
  }

  it('is ready when its probe says so, and stops when asked', async () => {
    const probe = create(READY_AND_STAY);
    await probe.start();
    expect(probe.state).toBe('ready');
    const { identity } = probe;
    await probe.stop();
    expect(identity && (await isAlive(identity))).toBe(false);
    expect(probe.state).toBe('stopped');
  });

  it('makes way for others as it was told to, from its first thread on', async () => {
    const probe = create(READY_AND_STAY, { niceness: 7 });
    await probe.start();
    const own = getPriority();
    const threads = await readdir(`/proc/${probe.identity?.pid}/task`).catch(() => []);
    const niceness = threads.map((thread) => getPriority(Number(thread)));
    expect(new Set([getPriority(probe.identity?.pid), ...niceness])).toEqual(new Set([7]));
    expect(getPriority()).toBe(own);
  });

  it('makes way with its whole session, since sessions share the processors out before processes do', async () => {
    const probe = create(READY_AND_STAY, { niceness: 7 });
    await probe.start();
    const session = await readFile(`/proc/${probe.identity?.pid}/autogroup`, 'utf8').catch(() => 'nice 7');
    expect(session).toMatch(/nice 7$/m);
  });

  it('comes back after a crash, and says so', async () => {
    const probe = create(READY_AND_STAY);
    await probe.start();
    const first = probe.identity?.pid as number;
    process.kill(first, 'SIGKILL');
    await until(() => probe.restarts === 1 && probe.state === 'ready');
    expect(probe.identity?.pid).not.toBe(first);
    expect(lines).toEqual([expect.stringContaining('ended unexpectedly (SIGKILL)'), 'Probe is back (restart 1)']);
  });

  it('stays down after a crash when it is not supervised', async () => {
    const probe = create(READY_AND_STAY, {}, false);
    await probe.start();
    process.kill(probe.identity?.pid as number, 'SIGKILL');
    await until(() => probe.state === 'crashed');
    await sleep(800);
    expect(probe.identity).toBeUndefined();
  });

  it('stays down after a kill on purpose until it is started', async () => {
    const probe = create(READY_AND_STAY);
    await probe.start();
    await probe.kill();
    await sleep(800);
    expect([probe.state, probe.identity, lines]).toEqual(['killed', undefined, []]);
    await probe.start();
    expect(probe.state).toBe('ready');
  });

  it('is killed when it does not stop within its grace', async () => {
    const probe = create(`process.on('SIGTERM', () => {}); ${READY_AND_STAY}`, { graceMs: 300 });
    await probe.start();
    await probe.stop();
    expect(probe.identity).toBeUndefined();
    expect(lines).toEqual(['Probe did not stop within 0.3 s: killed']);
  });

  it('tells the end of its log when it dies before it is ready', async () => {
    const probe = create(`console.error('no such thing'); process.exit(3)`);
    await expect(probe.start()).rejects.toThrow(/did not get ready[^]*no such thing/);
  });

  it('tries again when it dies before it is ready and may', async () => {
    await writeFile(join(folder, 'tries'), '');
    const script = `const fs = require('fs'); fs.appendFileSync('tries', 'x');
      if (fs.readFileSync('tries').length < 3) process.exit(1); ${READY_AND_STAY}`;
    const probe = create(script, { attempts: 3 });
    await probe.start();
    expect(probe.state).toBe('ready');
  });

  it('can be stopped while it is starting', async () => {
    const probe = create('setInterval(() => {}, 1000)');
    const starting = expect(probe.start()).rejects.toThrow('stopped while starting');
    await until(() => probe.identity !== undefined);
    await probe.stop();
    await starting;
    expect(probe.identity).toBeUndefined();
  });

  it('is told apart from a program that does not exist', async () => {
    const probe = create('', { command: join(folder, 'nothing-here') });
    await expect(probe.start()).rejects.toThrow(/did not get ready/);
  });
});
