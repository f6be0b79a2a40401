import { join } from 'node:path';
import type { Tell } from '../process/progress.js';
import { StartError } from '../process/start-error.js';
import { obtain, onPath, runToEnd } from './download.js';
import { cacheFolder, programFolder } from './program-cache.mjs';

/** Programs of a Go module that are built here, once. */
interface GoPrograms {
  readonly name: string;
  /** Folder with the `go.mod` that names their version, and the `go.sum` with the checksums of all that they are made of. */
  readonly module: string;
  /** The packages to build. */
  readonly packages: readonly string[];
  /** What to do where there is no Go. */
  readonly otherwise: string;
}

/** The folder with the programs, built on demand and kept in the cache. */
export function goPrograms({ name, module, packages, otherwise }: GoPrograms, tell: Tell): Promise<string> {
  return obtain(programFolder(cacheFolder(process.env), name, join(module, 'go.sum')), async (draft) => {
    const go = await onPath('go');
    if (go === undefined)
      throw new StartError(`${name} is not built yet and Go is not on the PATH: install Go, or ${otherwise}`);
    tell(`${name} is built now, once: this takes minutes`);
    // Whoever works on this machine meanwhile comes first.
    const nice = await onPath('nice');
    const command = [...(nice === undefined ? [] : [nice, '-n', '10']), go];
    const [first = go, ...words] = [...command, 'build', '-buildvcs=false', '-o', `${draft}/`, ...packages];
    await runToEnd(first, words, { cwd: module });
  });
}
