import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticStyles from '@ant-design/static-style-extract';
import { ConfigProvider } from 'antd';
import { createElement, type ReactNode } from 'react';
import type { Plugin } from 'vite';
import { theme } from '../src/shell/theme.js';

const SOURCES = join(import.meta.dirname, '../src');
/** What the desks ask for, and what stands in the sources in place of it. */
const ASKED = /\/shell\/desk-styles\.css$/;
const IMPORT = /import \{([^}]*)\} from 'antd'/g;
/** Shown by others of the library, though no page of ours names them. */
const COMPANIONS = ['Dropdown', 'Pagination', 'Tooltip', 'message', 'notification'];

/**
 * Writes the style sheet of the widgets that the pages use while the pages are built. Made in the browser, as the library does it otherwise,
 * it costs a slow machine more than a second before anything is seen.
 */
export function deskStyles(): Plugin {
  return {
    name: 'desk-styles',
    enforce: 'pre',
    async load(id) {
      return ASKED.test(id) ? styles(await widgets()) : null;
    },
  };
}

/** The names that the sources import from the library: a widget that a page begins to use brings its styles along. */
async function widgets(): Promise<string[]> {
  const found = new Set(COMPANIONS);
  for await (const path of glob('*/*.tsx', { cwd: SOURCES })) {
    for (const [, names = ''] of (await readFile(join(SOURCES, path), 'utf8')).matchAll(IMPORT))
      for (const name of names.split(',')) if (!/^\s*(type\s|$)/.test(name)) found.add(name.trim());
  }
  return [...found].sort();
}

function styles(includes: string[]): string {
  const plain = (node: ReactNode) => createElement(ConfigProvider, { theme }, node);
  return staticStyles.extractStyle({ includes, customTheme: plain });
}
