import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** What the viewer of PDFs fetches when a paper needs it: character maps, fonts and picture formats. Its version stands in the address. */
export function pdfFiles(): Plugin {
  const own = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
  return {
    name: 'pdf-files',
    apply: 'build',
    async generateBundle() {
      const { version } = JSON.parse(await readFile(own, 'utf8')) as { version: string };
      for (const folder of ['cmaps', 'standard_fonts', 'wasm'])
        for (const name of await readdir(join(dirname(own), folder)))
          this.emitFile({
            type: 'asset',
            fileName: `assets/pdfjs-${version}/${folder}/${name}`,
            source: await readFile(join(dirname(own), folder, name)),
          });
    },
  };
}
