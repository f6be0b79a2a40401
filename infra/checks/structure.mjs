// The shape of the tree: the top level of the house, folder depth, one entry per package, names, where tests may lie.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const topLevel = new Set([
  ...['apps', 'workflows', 'activities', 'libs', 'infra', 'test', 'docs'],
  ...['README.md', 'ARCHITECTURE.md', 'LICENSE', 'package.json', 'package-lock.json', 'nx.json'],
  ...['tsconfig.json', 'tsconfig.base.json', 'tsconfig.check.json', 'jest.config.mjs', 'eslint.config.mjs'],
  ...['.ci', '.editorconfig', '.gitattributes', '.gitignore', '.npmrc', '.prettierignore', '.prettierrc.json'],
]);
const maxDepth = 3;
const code = /\.(ts|tsx|mjs)$/;
const emptyWords = /(^|[-.])(helpers?|utils?|utilit(y|ies)|managers?|common|base|impl|misc)([-.]|$)/;
const kebabCase = /^[a-z0-9]+([-.][a-z0-9]+)*$/;
const specs = [
  /^(libs|apps)\/[^/]+\/src\/.*\.spec\.tsx?$/,
  /^(workflows|activities)\/src\/.*\.spec\.ts$/,
  /^infra\/.*\.spec\.ts$/,
  /^test\/(acceptance|integration|replay|rules|workflow)\/.*\.spec\.ts$/,
];

/**
 * Every rule looks at one path of the repository and says what is wrong with it, or nothing.
 * @type {((path: string) => string | false | undefined)[]}
 */
const rules = [
  (path) => !topLevel.has(path.split('/')[0] ?? '') && 'does not belong to the top level of the house',
  (path) => foldersBelowPackage(path) > maxDepth && `lies more than ${maxDepth} folders below its package's source`,
  (path) =>
    /(^|\/)index\.tsx?$/.test(path) &&
    !/^((libs|apps|infra)\/[^/]+|workflows|activities)\/src\/index\.tsx?$/.test(path) &&
    'is a second index: a package has one entry, src/index.ts',
  (path) =>
    code.test(path) && !path.split('/').every((part) => isNamedWell(part)) && 'is not a kebab-case name of a concept',
  (path) => /\.spec\.tsx?$/.test(path) && !specs.some((place) => place.test(path)) && 'is a test that no project runs',
];

/** @param {string} path */
function foldersBelowPackage(path) {
  const inner = /^(?:(?:libs|apps)\/[^/]+\/src|(?:workflows|activities)\/src|infra\/[^/]+(?:\/src)?|test)\/(.*)$/.exec(
    path,
  );
  return inner?.[1] ? inner[1].split('/').length - 1 : 0;
}

/** @param {string} part one folder or file name */
function isNamedWell(part) {
  return (kebabCase.test(part) && !emptyWords.test(part)) || part.startsWith('.');
}

const { status, stdout: listed } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0) {
  console.error('This check asks git which files belong to the tree: install git, and run it in a clone.');
  process.exit(1);
}
const paths = listed.split('\0').filter((path) => path && existsSync(path));
const findings = paths.flatMap((path) =>
  rules.flatMap((rule) => rule(path) || []).map((finding) => `${path} ${finding}`),
);

console.log(findings.length > 0 ? findings.join('\n') : `${paths.length} files in their places`);
process.exitCode = findings.length > 0 ? 1 : 0;
