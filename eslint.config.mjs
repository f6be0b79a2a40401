import comments from '@eslint-community/eslint-plugin-eslint-comments';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { functionLength } from './infra/checks/function-length.mjs';

const tests = ['**/*.spec.ts', '**/*.spec.tsx', 'test/**/*.ts'];
/** @param {number} max */
const lines = (max) => ({ max, skipBlankLines: false, skipComments: false });

const constructorSize = {
  selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>7]',
  message: 'A constructor takes at most 7 dependencies.',
};
const namedExports = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const everywhere = [constructorSize, namedExports];

const pureGlobals = [
  'process',
  'console',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'Buffer',
].map((name) => ({ name, message: 'The rules are pure: what they need is a parameter.' }));

const constantModule = [
  ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind!="const"]',
  ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration NewExpression[callee.name=/^(Map|Set)$/][arguments.length=0]',
].map((selector) => ({ selector, message: 'No module-level state: workflows of one worker share the module.' }));

const naming = [
  {
    selector: 'default',
    format: ['camelCase', 'PascalCase'],
    leadingUnderscore: 'allow',
  },
  { selector: 'variable', format: ['camelCase', 'PascalCase', 'UPPER_CASE'], leadingUnderscore: 'allow' },
  { selector: 'parameter', format: ['camelCase', 'PascalCase'], leadingUnderscore: 'allow' },
  {
    selector: 'typeLike',
    format: ['PascalCase'],
    custom: { regex: '(Helper|Util|Utils|Manager|Base|Impl|Common)$|^(Abstract|I[A-Z][a-z])', match: false },
  },
  { selector: ['variable', 'parameter'], modifiers: ['destructured'], format: null },
  // The names of columns, wire fields, headers and imported things are not ours to choose.
  { selector: ['property', 'objectLiteralMethod', 'typeProperty', 'import', 'enumMember'], format: null },
];

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', '.vermilion*/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.check.json', './apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: {
      comments: { rules: comments.rules },
      vermilion: { rules: { 'function-length': functionLength } },
    },
    rules: {
      'max-lines': ['error', lines(300)],
      'vermilion/function-length': ['error', { ...lines(60), IIFEs: true }],
      complexity: ['error', 10],
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      'comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      'comments/no-unlimited-disable': 'error',
      'comments/disable-enable-pair': ['error', { allowWholeFile: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/naming-convention': ['error', ...naming],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['{libs,apps}/*/src/**/*.{ts,tsx}', '{workflows,activities}/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The rules have no clock: now is a parameter.' },
        { object: 'Math', property: 'random', message: 'The rules have no chance: a seed is a parameter.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^node:', message: 'The rules do no input or output.' }] },
      ],
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        {
          selector: ':matches(NewExpression, CallExpression)[callee.name="Date"]',
          message: 'The rules calculate on date strings and on instants that are given.',
        },
      ],
    },
  },
  {
    files: ['workflows/src/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...constantModule] },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', lines(400)],
      'no-console': 'off',
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        {
          selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip)$/]',
          message: 'A test runs, or is not there.',
        },
      ],
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    extends: [hooks.configs.flat['recommended-latest']],
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    ignores: [...tests, 'apps/web/src/kit/choice.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          name: '@vermilion/contracts',
          allowTypeImports: true,
          allowImportNames: [
            'EVENT_TITLES',
            'STEP_TITLES',
            'ROUND_EVENT_TITLES',
            'ROUND_STEP_TITLES',
            'PLACE_TEXTS',
            'fill',
          ],
          message: 'Shapes are for servers: pages take types, and the texts that both languages have.',
        },
        { name: 'antd', importNames: ['Select'], message: 'Its list has no name when it is open: use kit/choice.' },
      ],
    },
  },
  {
    // A page is read from top to bottom, like the markup that it is.
    files: ['**/*.tsx'],
    rules: { 'vermilion/function-length': ['error', { ...lines(120), IIFEs: true }] },
  },
  {
    // Tools demand a default export in their configuration, and their types are loose.
    files: ['**/*.mjs', 'apps/web/vite.config.ts'],
    rules: {
      'no-restricted-syntax': ['error', constructorSize],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
