// npm test: the static checks and every Jest project, then one line with the sum.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellProblems } from '../local/src/machine/prerequisites.mjs';
import { printStage, runStage } from './stage.mjs';
import { CHECKS, runChecks } from './static.mjs';

if (tellProblems('The tests cannot run yet', process.env)) process.exit(1);

const jest = [
  'node',
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
// What takes minutes of its own and is a variation of what the others show: only with `npm test -- --all`.
const all = process.argv.includes('--all');
const longer = ['campaign', 'six-kills', 'round-kills', 'stories/'];
/** Suites that start the whole system, on ports and in places of their own: one after another. */
const wholeSystem = 'test/integration/[a-z-]+\\.spec';
/**
 * Suites of a folder of `test/integration` start servers of their own on free ports, and wait for them half of the time: two at once.
 * @type {readonly { stage: string, project: string, flags: readonly string[], without?: readonly string[] }[]}
 */
const stages = [
  { stage: 'unit', project: 'unit', flags: [] },
  { stage: 'workflow', project: 'workflow', flags: ['--runInBand'] },
  { stage: 'replay', project: 'replay', flags: ['--runInBand'] },
  { stage: 'integration', project: 'integration', flags: ['--maxWorkers=2'], without: [wholeSystem] },
  { stage: 'whole system', project: 'integration', flags: ['--runInBand', '--testPathPatterns', wholeSystem] },
  { stage: 'acceptance', project: 'acceptance', flags: ['--runInBand'] },
];

/**
 * Reads the counts of a Jest report. A file that could not be loaded counts as one failure, and so does a run that
 * ended badly without naming a failed test (no tests found, crash).
 * @param {string} report path of the file written by `--outputFile`
 * @param {boolean} ok whether Jest ended with exit code 0
 */
async function countTests(report, ok) {
  const found = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const failed = (found.numFailedTests ?? 0) + (found.numRuntimeErrorTestSuites ?? 0);
  return {
    passed: Number(found.numPassedTests ?? 0),
    failed: failed === 0 && !ok ? 1 : Number(failed),
    skipped: Number(found.numPendingTests ?? 0) + Number(found.numTodoTests ?? 0),
  };
}

/**
 * Runs the Jest projects, one after another.
 * @param {string} reports a folder for their reports
 */
async function runProjects(reports) {
  const counts = { passed: 0, failed: 0 };
  for (const { stage, project, flags, without = [] } of stages) {
    const report = join(reports, `${stage}.json`);
    const ignored = [...without, ...(all ? [] : longer)].flatMap((path) => ['--testPathIgnorePatterns', path]);
    const command = [...jest, '--selectProjects', project, ...flags, '--json', `--outputFile=${report}`, ...ignored];
    const { ok, seconds } = await runStage(command, { show: true });
    const { passed, failed, skipped } = await countTests(report, ok);
    printStage(stage, failed === 0, seconds, `${passed} passed, ${failed} failed, ${skipped} skipped`);
    counts.passed += passed;
    counts.failed += failed;
  }
  return counts;
}

/** Builds the pages that the stories in the browser open, and weighs what a first visit fetches. */
async function buildPages() {
  const vite = ['node', 'node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'];
  const { ok, seconds, output } = await runStage(vite);
  printStage('pages', ok, seconds, output);
  const weighed = await runStage(['node', 'infra/checks/bundles.mjs']);
  printStage('bundles', weighed.ok, weighed.seconds, weighed.ok ? '' : `\n${weighed.output}`);
  const passed = Number(ok) + Number(weighed.ok);
  return { passed, failed: 2 - passed };
}

const reports = await mkdtemp(join(tmpdir(), 'vermilion-test-'));
// What the types make is what the suites start; the other checks go on beside the suites, which mostly wait for servers.
const first = await runChecks(['types'], 1);
const pages = await buildPages();
const rest = await Promise.all([
  runChecks(
    CHECKS.filter((check) => check !== 'types'),
    1,
  ),
  runProjects(reports),
]);
const total = { passed: 0, failed: 0 };
for (const { passed, failed } of [first, pages, ...rest]) {
  total.passed += passed;
  total.failed += failed;
}
await rm(reports, { recursive: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
