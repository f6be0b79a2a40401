import { defineConfig } from 'vite';
import { compressed } from './build/compressed.js';
import { deskStyles } from './build/desk-styles.js';
import { faces } from './build/faces.js';
import { pdfFiles } from './build/pdf-files.js';
import { widgetsWithoutStyles } from './build/widget-styles.js';

const WIDGETS = /node_modules\/(antd|@ant-design|@rc-component|dayjs|@babel)\//;
/** A few larger files in place of a hundred small ones: each costs a request and a turn of the loader. What only some desks need stays apart. */
const chunks = [
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next)\//,
    minShareCount: 12,
    priority: 3,
  },
  { name: 'widgets', test: WIDGETS, minShareCount: 10, priority: 2 },
  {
    name: 'more',
    test: WIDGETS,
    entriesAware: true,
    entriesAwareMergeThreshold: 30_000,
    minShareCount: 2,
    priority: 1,
  },
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [faces(), deskStyles(), widgetsWithoutStyles(), pdfFiles(), compressed()],
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
      output: { codeSplitting: { groups: chunks } },
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
