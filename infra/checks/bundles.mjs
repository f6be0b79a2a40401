// Weighs the scripts that a browser fetches before a page is there (compressed), and refuses a page that has grown beyond its budget.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = 'apps/web/dist';
const KB = 1024;
/** An old telephone on a slow line reads the public pages; a desk is opened once a day. */
const BUDGETS = { public: 150 * KB, work: 450 * KB };
/** What surrounds the pages of each kind. */
const FRAMES = { public: 'src/public/public-frame.tsx', work: 'src/shell/work-frame.tsx' };
/** Pages that show one of several parts at once, although they ask for it separately. */
const WITH_PARTS = new Set(['src/shell/desk-page.tsx']);

/** @typedef {{ file: string, imports?: string[], dynamicImports?: string[], isDynamicEntry?: boolean }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8'));

/**
 * Adds a chunk and whatever it cannot run without.
 * @param {string} name
 * @param {Set<string>} files
 */
function collect(name, files) {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const needed of chunk.imports ?? []) collect(needed, files);
}

/** @param {string[]} names */
function weigh(names) {
  /** @type {Set<string>} */
  const files = new Set();
  for (const name of names) collect(name, files);
  return [...files].reduce((sum, file) => sum + statSync(join(BUILT, `${file}.gz`)).size, 0);
}

const pages = Object.keys(manifest).filter(
  (name) => /^src\/.*-page\.tsx$/.test(name) && manifest[name]?.isDynamicEntry,
);
if (pages.length === 0) throw new Error('No page found in the manifest: build the pages first');
let failed = false;
for (const page of pages.sort()) {
  const kind = page.startsWith('src/public/') ? 'public' : 'work';
  const parts = WITH_PARTS.has(page) ? (manifest[page]?.dynamicImports ?? []) : [page];
  const most = Math.max(...parts.map((part) => weigh(['index.html', FRAMES[kind], page, part])));
  const fits = most <= BUDGETS[kind];
  failed ||= !fits;
  console.log(`${fits ? '✓' : '✗'} ${(most / KB).toFixed(0).padStart(4)} of ${BUDGETS[kind] / KB} KB  ${page}`);
}
process.exitCode = failed ? 1 : 0;
