/*
 * Who may import whom (dependency-cruiser). `npx depcruise --config infra/checks/import-rules.mjs ...` prints the rule
 * that was broken; the comment of the rule says why it exists.
 */
import { readFileSync } from 'node:fs';

/** @type {{ devDependencies: Record<string, string> }} */
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The parts of the tree that are packages; the group is the folder of the package. */
const pkg = '^((?:libs|apps|infra)/[^/]+|workflows|activities|test)/';
const installed = (/** @type {string[]} */ ...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const source = (/** @type {string} */ folder) => ({ path: `^${folder}/src/`, pathNot: '\\.spec\\.tsx?$' });

/** What the pages are made of, and the typeface they are set in. */
const webLibraries = [
  ...['react', 'react-dom', 'react-i18next', 'i18next', 'antd', 'dayjs'],
  ...[
    '@tanstack/react-query',
    '@tanstack/react-router',
    '@tanstack/react-virtual',
    '@fontsource/noto-sans-sc',
    'pdfjs-dist',
  ],
];

/** What papers and workbooks are made with, and the typeface they are set in. */
const paperLibraries = ['pdfkit', '@expo-google-fonts/noto-serif-sc', 'qr', 'fflate', 'yauzl', 'saxes'];

/**
 * Only the named packages may import these libraries.
 * @param {string} name
 * @param {string} owners
 * @param {string[]} libraries
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const onlyImporter = (name, owners, libraries) => ({
  name,
  comment: 'One adapter for each engine; everything else goes through it.',
  severity: 'error',
  from: { pathNot: `^(${owners})/` },
  to: { path: installed(...libraries) },
});

/**
 * The code in `folder` may import what `allowed` matches, as values and as types, and nothing else.
 * @param {string} name
 * @param {string} folder
 * @param {string[]} allowed
 * @param {object} [to] further conditions on the forbidden import
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const importsOnly = (name, folder, allowed, to = {}) => ({
  name,
  comment: `Outside of tests ${folder} imports only: ${allowed.join(', ')}`,
  severity: 'error',
  from: source(folder),
  to: { pathNot: [`^${folder}/`, '^[.]', ...allowed], ...to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    importsOnly('domain-is-pure', 'libs/domain', [installed('@noble/hashes')]),
    // Procedures of the installation are files.
    importsOnly('catalogue-is-data', 'libs/catalogue', ['^libs/domain/', installed('zod'), '^(fs|path)$']),
    importsOnly('contracts-are-shapes', 'libs/contracts', ['^libs/domain/', installed('zod')]),
    importsOnly('papers-are-rendered-from-data', 'libs/papers', [
      '^libs/(domain|contracts)/',
      '^(fs/promises|module)$',
      installed(...paperLibraries),
    ]),
    importsOnly('workflows-are-deterministic', 'workflows', [
      '^libs/domain/',
      '^(libs/contracts|activities)/src/index\\.ts$',
      installed('@temporalio/workflow', '@temporalio/common'),
    ]),
    importsOnly('activities-act-on-the-ledger', 'activities', [
      '^libs/(domain|contracts|ledger|catalogue)/',
      installed('@temporalio/activity', '@temporalio/common'),
    ]),
    importsOnly('workflows-take-types-only', 'workflows', ['^libs/domain/', installed('@temporalio/workflow')], {
      dependencyTypesNot: ['type-only'],
    }),
    importsOnly('web-is-a-page', 'apps/web', ['^libs/(domain|contracts)/src/index\\.ts$', installed(...webLibraries)]),
    onlyImporter('pages-behind-web', 'apps/web', webLibraries),
    onlyImporter('postgres-behind-ledger', 'libs/ledger', ['typeorm', 'pg', '@nestjs/typeorm']),
    onlyImporter('kafka-behind-messaging', 'libs/messaging', ['kafkajs']),
    onlyImporter('temporal-behind-temporal', 'libs/temporal|test', ['@temporalio/client', '@temporalio/worker']),
    onlyImporter('paper-behind-papers', 'libs/papers', paperLibraries),
    onlyImporter('test-tools-in-tests', 'libs/temporal|test', ['@temporalio/testing']),
    {
      name: 'runtime-knows-no-domain-word',
      severity: 'error',
      from: source('libs/runtime'),
      to: { path: pkg, pathNot: '^libs/(runtime|contracts)/' },
    },
    {
      name: 'lower-does-not-know-upper',
      comment:
        'domain <- catalogue, contracts <- ledger, messaging, runtime <- activities, workflows, temporal <- apps',
      severity: 'error',
      from: { path: '^libs/(ledger|messaging|runtime)/' },
      to: { path: '^(libs/temporal|workflows|activities)/' },
    },
    {
      name: 'adapters-are-independent',
      severity: 'error',
      from: { path: '^libs/(ledger|messaging|temporal)/' },
      to: { path: '^libs/(ledger|messaging|temporal)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'activities-know-no-workflow',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^(workflows|libs/temporal)/' },
    },
    { name: 'nothing-imports-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    {
      name: 'nothing-imports-an-app',
      severity: 'error',
      from: { path: pkg },
      to: { path: '^apps/', pathNot: '^$1/' },
    },
    {
      name: 'nothing-imports-a-spec',
      severity: 'error',
      from: {},
      to: { path: '\\.spec\\.tsx?$' },
    },
    {
      name: 'root-entry-only',
      comment: 'Another package is known by @vermilion/<name> and by what its entry exports.',
      severity: 'error',
      // The checks run before any package is built, and share the first question of a start with it.
      from: { path: pkg, pathNot: '^infra/checks/' },
      to: { path: pkg, pathNot: ['^$1/', '/src/index\\.ts$'] },
    },
    {
      name: 'by-name-not-by-path',
      comment: 'Another package is imported as @vermilion/<name>, never by a relative path.',
      severity: 'error',
      from: { path: pkg, pathNot: '^infra/checks/' },
      to: { path: pkg, pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-development-tool-at-run-time',
      severity: 'error',
      from: { path: '^((libs|apps)/[^/]+|workflows|activities)/src/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: installed(...Object.keys(devDependencies)), dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@vermilion/source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
