import { StartError } from '../process/start-error.js';
import { obtain, onPath, runToEnd } from './download.js';
import { cacheFolder, programFolder } from './program-cache.mjs';

/** The folder with what a wheel of PyPI holds: installed into the cache on demand, only if it has the checksum that the list names. */
export function unpackedWheel(list: string, name: string): Promise<string> {
  return obtain(programFolder(cacheFolder(process.env), name, list), async (draft) => {
    const python = await onPath('python3', 'python');
    if (python === undefined)
      throw new StartError(
        `${name} is not installed yet and Python 3 is not on the PATH: install Python 3 with pip, or put \`${name}\` on the PATH`,
      );
    const options = [
      '--quiet',
      '--no-deps',
      '--require-hashes',
      '--only-binary=:all:',
      '--disable-pip-version-check',
      '--no-warn-script-location',
    ];
    await runToEnd(python, ['-m', 'pip', 'install', ...options, '--target', draft, '-r', list]);
  });
}
