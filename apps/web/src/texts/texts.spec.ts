import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

type Catalogue = { readonly [key: string]: { readonly [language: string]: string } };

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly root: ts.SourceFile;
  /** The area whose words the file says. */
  readonly area: string | undefined;
}

const src = fileURLToPath(new URL('..', import.meta.url));
const paths = readdirSync(src, { recursive: true, encoding: 'utf8' });
const read = (path: string) => readFileSync(join(src, path), 'utf8');
/** Says everything in both languages: the catalogue may be what could not be loaded. */
const BOTH_LANGUAGES = 'shell/crashed.tsx';

/** The button that changes to Chinese says so in Chinese. */
const IN_THE_OTHER_LANGUAGE = 'otherLanguage';

const areas = new Map(
  paths
    .filter((path) => path.endsWith('.json'))
    .map((path) => [basename(path, '.json'), { path, catalogue: JSON.parse(read(path)) as Catalogue }]),
);
const sources = paths.filter((path) => /(?<!\.spec)\.tsx?$/.test(path)).map((path) => sourceOf(path));
const messages = [...areas].flatMap(([area, { catalogue }]) =>
  Object.entries(catalogue).map(([key, text]) => ({ at: `${area} ${key}`, area, key, text })),
);

function sourceOf(path: string): Source {
  const root = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
  const area = /useTexts\('([a-z]+)'\)/.exec(root.text)?.[1];
  return { path, folder: dirname(path), root, area };
}

function nodesIn(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return [node, ...children.flatMap((child) => nodesIn(child))];
}

/** What `t` is asked for: keys as they stand, and keys of which only a part stands there. */
function askedBy(root: ts.SourceFile): readonly (string | RegExp)[] {
  const nodes = nodesIn(root);
  const named = new Map(
    nodes.filter(ts.isVariableDeclaration).map(({ name, initializer }) => [name.getText(), initializer]),
  );
  const keysOf = (node: ts.Expression | undefined): readonly (string | RegExp)[] => {
    if (!node) return [];
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
    if (ts.isIdentifier(node)) return keysOf(named.get(node.text));
    return ts.isTemplateExpression(node) ? [patternOf(node)] : [];
  };
  return nodes
    .filter(ts.isCallExpression)
    .filter(({ expression }) => ts.isIdentifier(expression) && expression.text === 't')
    .flatMap((call) => keysOf(call.arguments[0]));
}

function patternOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const pieces = [head.text, ...templateSpans.map(({ literal }) => literal.text)];
  return new RegExp(`^${pieces.map((piece) => piece.replaceAll('.', '\\.')).join('.+')}$`);
}

/** Keys that stand in the data of an area and are said elsewhere: `place.desk`, `follows.next`. */
function keysInData(folder: string): readonly string[] {
  return sources
    .filter((source) => source.folder === folder)
    .flatMap(({ root }) => nodesIn(root).filter(ts.isPropertyAssignment))
    .flatMap(({ initializer }) => (ts.isStringLiteral(initializer) ? [initializer.text] : []))
    .filter((text) => text.includes('.'));
}

const asks = (asked: string | RegExp, key: string) => (typeof asked === 'string' ? asked === key : asked.test(key));
const valuesOf = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the words of the pages (界面文字: 中文, and English beside it)', () => {
  it('every message is there in both languages, and in no third', () => {
    const incomplete = messages.filter(
      ({ text }) => Object.keys(text).sort().join() !== 'en,zh' || Object.values(text).some((words) => !words.trim()),
    );
    expect(incomplete.map(({ at }) => at)).toEqual([]);
  });

  it('no English message contains Chinese, characters or punctuation', () => {
    const chinese = messages
      .filter(({ key }) => key !== IN_THE_OTHER_LANGUAGE)
      .filter(({ text }) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text['en'] ?? ''));
    expect(chinese.map(({ at }) => at)).toEqual([]);
  });

  it('both languages name the same figures and names', () => {
    const different = messages.filter(({ text }) => valuesOf(text['zh']).join() !== valuesOf(text['en']).join());
    expect(different.map(({ at }) => at)).toEqual([]);
  });

  it('no message stands in its catalogue twice: the first would be lost', () => {
    const twice = [...areas.values()].flatMap(({ path }) => {
      const keys = [...read(path).matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
      return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${path} ${key}`);
    });
    expect(twice).toEqual([]);
  });

  it('every message that a page says is in the catalogue of its area', () => {
    const missing = sources.flatMap(({ path, root, area }) => {
      const keys = Object.keys(areas.get(area ?? '')?.catalogue ?? {});
      return askedBy(root)
        .filter((asked) => !keys.some((key) => asks(asked, key)))
        .map((asked) => `${path} ${String(asked)}`);
    });
    expect(missing).toEqual([]);
  });

  it('every message is said somewhere', () => {
    const said = new Map(
      [...areas].map(([area, { path }]) => [
        area,
        [
          ...sources.filter((source) => source.area === area).flatMap(({ root }) => askedBy(root)),
          ...keysInData(dirname(path)),
        ],
      ]),
    );
    const unsaid = messages.filter(({ area, key }) => !said.get(area)?.some((asked) => asks(asked, key)));
    expect(unsaid.map(({ at }) => at)).toEqual([]);
  });

  it('a file says the words of one area', () => {
    const mixed = sources.filter(({ root }) => {
      return new Set([...root.text.matchAll(/useTexts\('([a-z]+)'\)/g)].map(([, area]) => area)).size > 1;
    });
    expect(mixed.map(({ path }) => path)).toEqual([]);
  });

  it('no page has Chinese words of its own: they would stay Chinese in English', () => {
    const own = sources
      .filter(({ path }) => path.endsWith('.tsx') && path !== BOTH_LANGUAGES)
      .flatMap(({ path, root }) =>
        nodesIn(root)
          .filter((node) => ts.isLiteralExpression(node) || ts.isJsxText(node) || ts.isTemplateLiteralToken(node))
          .filter((node) => /\p{Script=Han}/u.test(node.getText()))
          .map(
            (node) =>
              `${path}:${root.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText().trim()}`,
          ),
      );
    expect(own).toEqual([]);
  });

  it('is looked at in every file of the application', () => {
    expect(sources.map(({ path }) => path)).toContain('main.tsx');
    expect([...areas.keys()].sort()).toEqual([
      'audit',
      'charts',
      'enterprise',
      'expert',
      'kit',
      'leader',
      'operations',
      'papers',
      'public',
      'review',
      'security',
      'shell',
      'worklist',
    ]);
  });
});
