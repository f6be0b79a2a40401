import type { Plugin } from 'vite';
import { THEME_KEY } from '../src/shell/theme.js';

/** Where the library keeps the styles of a widget, as functions that write them in the browser. */
const STYLES = /\/antd\/es\/(?:.*\/style\/[\w-]+|_util\/wave\/style)\.js$/;
/** Where it makes hooks of these functions. */
const HOOKS = /\/antd\/es\/theme\/util\/genStyleUtils\.js$/;
const MAKERS = new Set(['genStyleHooks', 'genSubStyleComponent', 'genComponentStyleHook']);
const WITHOUT_STYLES = `
const names = ['', '${THEME_KEY}'];
export const genStyleHooks = () => () => names;
export const genComponentStyleHook = () => () => '';
export const genSubStyleComponent = () => () => null;
export const genCssVar = (root, component) => {
  const name = (part) => \`--\${root.replace(/\\./g, '')}-\${component}-\${part}\`;
  return [name, (part, otherwise) => (otherwise ? \`var(\${name(part)}, \${otherwise})\` : \`var(\${name(part)})\`)];
};`;

/**
 * Leaves out the functions that write styles in the browser: the style sheet has been written while the pages were built. They are a quarter
 * of the library, and what they import goes with them.
 */
export function widgetsWithoutStyles(): Plugin {
  return {
    name: 'widgets-without-styles',
    apply: 'build',
    transform(code, id) {
      if (HOOKS.test(id)) return { code: WITHOUT_STYLES, map: null };
      if (!STYLES.test(id)) return null;
      return { code: withoutArguments(code, this.parse(code).body as readonly Statement[]), map: null };
    },
  };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Expression extends Place {
  readonly callee?: Place & { readonly name?: string };
}

interface Statement {
  readonly declaration?: (Expression & Declarations) | null;
  readonly declarations?: Declarations['declarations'];
}

interface Declarations {
  readonly declarations?: readonly { readonly init?: Expression | null }[];
}

/** Each hook is still made, out of nothing: `genStyleHooks('Button', …)` becomes `genStyleHooks()`. */
function withoutArguments(code: string, statements: readonly Statement[]): string {
  const calls = statements
    .flatMap(({ declaration, declarations }) => [
      declaration,
      ...[...(declaration?.declarations ?? []), ...(declarations ?? [])].map(({ init }) => init),
    ])
    .filter((found) => found?.callee !== undefined && MAKERS.has(found.callee.name ?? ''));
  return calls.reduceRight(
    (text, call) => (call?.callee ? `${text.slice(0, call.callee.end)}()${text.slice(call.end)}` : text),
    code,
  );
}
