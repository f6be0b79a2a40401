import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(m?js|css|svg)$/;

/** Compresses once, at build time: the server only picks the file that the browser can read. */
export function compressed(): Plugin {
  let out = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ build, root }) => {
      out = join(root, build.outDir, 'assets');
    },
    async closeBundle() {
      const files = (await readdir(out)).filter((name) => COMPRESSIBLE.test(name));
      await Promise.all(
        files.map(async (name) => {
          const bytes = await readFile(join(out, name));
          await writeFile(join(out, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }));
          await writeFile(join(out, `${name}.br`), await promisify(brotliCompress)(bytes));
        }),
      );
    },
  };
}
