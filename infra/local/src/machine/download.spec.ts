import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtain, onPath, runToEnd } from './download.js';

describe('what is downloaded', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'vermilion-download-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('is fetched once', async () => {
    let fetched = 0;
    const fill = async (draft: string): Promise<void> => {
      fetched += 1;
      await writeFile(join(draft, 'program'), 'x');
    };
    const target = join(folder, 'deep', 'target');
    expect(await obtain(target, fill)).toBe(target);
    await obtain(target, fill);
    expect(fetched).toBe(1);
    expect(await readdir(join(folder, 'deep'))).toEqual(['target']);
  });

  it('leaves nothing behind when it fails, so the next try starts afresh', async () => {
    const target = join(folder, 'target');
    const failing = obtain(target, async (draft) => {
      await writeFile(join(draft, 'half'), 'x');
      throw new Error('line cut');
    });
    await expect(failing).rejects.toThrow('line cut');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is whole when two fetch it at once', async () => {
    const target = join(folder, 'target');
    const fill = (draft: string): Promise<void> => writeFile(join(draft, 'program'), 'whole');
    await Promise.all([obtain(target, fill), obtain(target, fill)]);
    expect(await readFile(join(target, 'program'), 'utf8')).toBe('whole');
    expect(await readdir(folder)).toEqual(['target']);
  });

  it('tells the command and its output when a program fails', async () => {
    await expect(runToEnd('/bin/sh', ['-c', 'echo no luck >&2; exit 3'])).rejects.toThrow(/sh -c[^]*no luck/);
    await expect(runToEnd(join(folder, 'nothing'), [])).rejects.toThrow(/cannot be run/);
  });

  it('finds programs on the PATH only', async () => {
    expect(await onPath('surely-not-there', 'sh')).toMatch(/\/sh$/);
    expect(await onPath('surely-not-there')).toBeUndefined();
  });
});
