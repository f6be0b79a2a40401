import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { unicodeRange } from './unicode-range.js';

const REPOSITORY = join(import.meta.dirname, '../../..');
const CACHE = join(REPOSITORY, 'node_modules/.cache/vermilion-faces');
const require = createRequire(import.meta.url);
const WHOLE = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
/** What the pages ask for, and what stands in the sources in place of it. */
const ASKED = /\/shell\/faces\.css$/;
/** The same typeface where a device has it under a name that style sheets do not find by themselves: nothing is fetched then. */
const AT_HAND = [
  'Noto Sans SC',
  'NotoSansSC-Regular',
  'Noto Sans CJK SC',
  'NotoSansCJKsc-Regular',
  'Source Han Sans SC',
];
const CHINESE_FROM = 0x2e80;
/**
 * Which characters one file holds, the most asked for first: what everybody reads; what is said at the desks; what procedures, places and
 * refusals add to it. Whatever somebody types beyond that comes from the parts of the whole typeface.
 */
const FILES = [
  ['apps/web/src/{public,kit}/*.json'],
  ['apps/web/src/*/*.json', 'apps/web/src/*/*.tsx'],
  ['libs/{catalogue,contracts,domain}/src/**/*.{json,ts}'],
] as const;

/** Makes the Chinese typeface of the pages out of the characters that our own texts use. */
export function faces(): Plugin {
  return {
    name: 'faces',
    enforce: 'pre',
    async resolveId(asked) {
      return ASKED.test(asked) ? stylesheet() : null;
    },
  };
}

/** Writes files and style sheet; what is there already is not made again. @returns where the style sheet lies */
async function stylesheet(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const held = new Set<string>();
  const rules: string[] = [];
  for (const places of FILES) {
    const characters = (await chineseIn(places)).filter((one) => !held.has(one));
    for (const one of characters) held.add(one);
    if (characters.length > 0) rules.push(ruleFor(await fileOf(characters), characters));
  }
  const css = rules.join('\n');
  const path = join(CACHE, `faces-${digestOf(css)}.css`);
  await writeWhole(path, css);
  return path;
}

async function chineseIn(places: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for await (const path of glob([...places], { cwd: REPOSITORY })) {
    for (const one of await readFile(join(REPOSITORY, path), 'utf8'))
      if ((one.codePointAt(0) ?? 0) >= CHINESE_FROM) found.add(one);
  }
  return [...found].sort();
}

async function fileOf(characters: readonly string[]): Promise<string> {
  const text = characters.join('');
  const name = `chinese-${digestOf(text + WHOLE)}.woff2`;
  if (!existsSync(join(CACHE, name)))
    await writeWhole(join(CACHE, name), await subsetFont(await readFile(WHOLE), text, { targetFormat: 'woff2' }));
  return name;
}

function ruleFor(file: string, characters: readonly string[]): string {
  const sources = [...AT_HAND.map((name) => `local('${name}')`), `url('./${file}') format('woff2')`];
  return [
    `@font-face {`,
    `  font-family: 'Vermilion Sans';`,
    `  font-display: swap;`,
    `  font-weight: 400;`,
    `  src: ${sources.join(', ')};`,
    `  unicode-range: ${unicodeRange(characters)};`,
    `}`,
  ].join('\n');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Two builds may run at a time: nobody reads half a file. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
