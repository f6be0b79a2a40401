import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const COMPRESSIBLE = /\.(js|css|svg)$/;

/** Compresses once, at build time: the server only picks the file that the browser can read. */
function compressed(): Plugin {
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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [compressed()],
  resolve: { conditions: ['@vermilion/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    // Styles and fonts stay files: the content security policy knows no inline ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      // `use client` means something to servers that render React; here everything runs in the browser.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:4400', '/auth': 'http://127.0.0.1:4400' },
  },
});
