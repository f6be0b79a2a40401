import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOCAL = resolve(import.meta.dirname, '../../infra/local/dist/index.js');
const BASE = 10_460;

let home: string;
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'vermilion-interrupted-'))));
afterEach(async () => {
  // When the rule is broken, nothing stays behind all the same.
  for (const pid of await processesOfHome()) process.kill(pid, 'SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** The processes whose command line or environment names this home: servers of the system that was started for it. */
async function processesOfHome(but = process.pid): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (Number.isNaN(pid) || pid === process.pid || pid === but) continue;
    const said = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${entry}/${file}`, 'utf8').catch(() => '')),
    );
    if (said.some((text) => text.includes(home))) found.push(pid);
  }
  return found;
}

describe('a system that a program starts', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no process behind when it is interrupted by %s before it stands',
    async (signal) => {
      const program = `import { startSystem } from ${JSON.stringify(LOCAL)};
        await startSystem({ home: ${JSON.stringify(home)}, portBase: ${BASE}, tell: console.log });
        console.log('it stands');`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part: Buffer) => (output += part.toString()));
      const ended = once(child, 'exit');
      while (!output.includes('is ready') && child.exitCode === null && child.signalCode === null) await sleep(50);
      const before = await processesOfHome(child.pid);
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      expect([code, output]).toEqual([1, expect.stringContaining('Stopped while starting')]);
      expect(before).not.toEqual([]);
      expect(output).not.toContain('it stands');
      expect(await processesOfHome(child.pid as number)).toEqual([]);
    },
    120_000,
  );
});
