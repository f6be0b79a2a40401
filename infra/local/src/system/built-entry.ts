import { exists } from '../home/secrets.js';
import { entryPoint } from '../machine/repository.mjs';
import { StartError } from '../process/start-error.js';

/** A compiled program of this clone; throws a StartError when nobody has built it yet. */
export async function builtEntry(...parts: string[]): Promise<string> {
  const path = entryPoint(...parts);
  if (!(await exists(path)))
    throw new StartError(`${parts.join('/')} does not exist: build first, with \`npm run build\``);
  return path;
}
