import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MUTANTS } from '../chaos/mutants/all.js';

const REPOSITORY = resolve(import.meta.dirname, '../..');

/** A fault whose place has gone is not planted any more, and the checker that does not find it proves nothing. */
describe('every planted fault has its place in what was built', () => {
  it.each(MUTANTS.flatMap(({ name, patches = [] }) => patches.map((patch) => ({ name, ...patch }))))(
    '$name: $file',
    async ({ file, from }) => {
      expect(await readFile(resolve(REPOSITORY, file), 'utf8')).toContain(from);
    },
  );
});
