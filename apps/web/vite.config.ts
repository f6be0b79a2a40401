import { defineConfig } from 'vite';
import { compressed } from './build/compressed.js';
import { faces } from './build/faces.js';
import { pdfFiles } from './build/pdf-files.js';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [faces(), pdfFiles(), compressed()],
  resolve: { conditions: ['@vermilion/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    // Styles and fonts stay files: the content security policy knows no inline ones.
    assetsInlineLimit: 0,
    // What belongs to which page: infra/checks/bundles.mjs weighs it.
    manifest: 'manifest.json',
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
