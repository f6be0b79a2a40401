import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Patch } from './mutant.js';

/** The root of this clone, seen from the build. */
const ROOT = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../../..');
const PARENTS = ['libs', 'apps', 'infra'];
const SINGLE = ['workflows', 'activities'];

/** A copy of everything that is built, in which faults are planted; the sources and the build itself are never touched. */
export class BuiltTree {
  private readonly originals = new Map<string, string>();

  private constructor(readonly root: string) {}

  static async copy(): Promise<BuiltTree> {
    const root = await mkdtemp(join(tmpdir(), 'vermilion-mutants-'));
    for (const name of await packages()) await copyPackage(name, root);
    await cp(join(ROOT, 'package.json'), join(root, 'package.json'));
    await linkModules(root);
    return new BuiltTree(root);
  }

  /** @throws unless the text stands exactly once in the file: a mutant that changes nothing proves nothing. */
  async plant({ file, from, to }: Patch): Promise<void> {
    const path = join(this.root, file);
    const text = await readFile(path, 'utf8');
    const times = text.split(from).length - 1;
    if (times !== 1) throw new Error(`${file} has ${times} places that say: ${from}`);
    if (!this.originals.has(path)) this.originals.set(path, text);
    await writeFile(
      path,
      text.replace(from, () => to),
    );
  }

  async heal(): Promise<void> {
    for (const [path, text] of this.originals) await writeFile(path, text);
    this.originals.clear();
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}

async function packages(): Promise<string[]> {
  const found = [...SINGLE];
  for (const parent of PARENTS) {
    const names = await readdir(join(ROOT, parent));
    found.push(...names.filter((name) => parent !== 'infra' || name === 'local').map((name) => `${parent}/${name}`));
  }
  return found;
}

/** Without its sources, and without what it has installed for itself. */
async function copyPackage(name: string, root: string): Promise<void> {
  await mkdir(join(root, name), { recursive: true });
  for (const part of await readdir(join(ROOT, name)))
    if (part !== 'src' && part !== 'node_modules')
      await cp(join(ROOT, name, part), join(root, name, part), { recursive: true });
}

/** Libraries are those of the clone; the packages of the clone are their copies. */
async function linkModules(root: string): Promise<void> {
  const [from, to] = [join(ROOT, 'node_modules'), join(root, 'node_modules')];
  await mkdir(join(to, '@vermilion'), { recursive: true });
  for (const name of await readdir(from)) if (name !== '@vermilion') await symlink(join(from, name), join(to, name));
  for (const name of await packages())
    await symlink(join(root, name), join(to, '@vermilion', name.split('/').at(-1) ?? ''));
}
