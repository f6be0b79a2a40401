import { join } from 'node:path';
import { obtain, onPath, runToEnd } from '../machine/download.js';
import { cacheFolder, programFolder } from '../machine/program-cache.mjs';
import { entryPoint } from '../machine/repository.mjs';
import { StartError } from '../process/start-error.js';

const LIST = entryPoint('infra', 'local', 'requirements-schemathesis.txt');

/** The Python that has Schemathesis (run it with `-m schemathesis.cli`): an environment of its own in the cache, made on demand. */
export async function schemathesisPython(): Promise<string> {
  const folder = await obtain(programFolder(cacheFolder(process.env), 'schemathesis', LIST), async (draft) => {
    const python = await onPath('python3', 'python');
    if (python === undefined)
      throw new StartError('Python 3 is not on the PATH: install Python 3.10 or later with pip');
    await runToEnd(python, ['-m', 'venv', draft]);
    const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--disable-pip-version-check'];
    await runToEnd(join(draft, 'bin', 'python'), ['-m', 'pip', 'install', ...options, '-r', LIST]);
  });
  return join(folder, 'bin', 'python');
}
