import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the files of a directory say, in the order of their names: the procedures that an installation has besides those of the catalogue.
 * Nothing, when no directory is named. @throws when the directory cannot be read, or one of its `.json` files is none
 */
export function readInstalled(directory: string | undefined): readonly unknown[] {
  if (!directory) return [];
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => read(join(directory, name)));
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as a procedure`, { cause: error });
  }
}
