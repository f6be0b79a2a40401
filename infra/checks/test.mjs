// npm test: the static checks, then every Jest project, then one line with the sum.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellProblems } from '../local/src/machine/prerequisites.mjs';
import { printStage, runStage } from './stage.mjs';
import { runChecks } from './static.mjs';

if (tellProblems('The tests cannot run yet', process.env)) process.exit(1);

const jest = [
  'node',
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
// `npm test -- --browser` adds the stories in a real Chromium, which take minutes of their own.
const browser = process.argv.includes('--browser') ? [{ name: 'acceptance', flags: ['--runInBand'] }] : [];
const projects = [
  { name: 'unit', flags: [] },
  { name: 'workflow', flags: ['--runInBand'] },
  { name: 'replay', flags: ['--runInBand'] },
  { name: 'integration', flags: ['--runInBand'] },
  ...browser,
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

const reports = await mkdtemp(join(tmpdir(), 'vermilion-test-'));
const total = await runChecks();
if (browser.length > 0) {
  const { ok, seconds, output } = await runStage([
    'node',
    'node_modules/vite/bin/vite.js',
    'build',
    'apps/web',
    '--logLevel',
    'warn',
  ]);
  printStage('pages', ok, seconds, output);
  total[ok ? 'passed' : 'failed'] += 1;
}
for (const { name, flags } of projects) {
  const report = join(reports, `${name}.json`);
  const command = [...jest, '--selectProjects', name, ...flags, '--json', `--outputFile=${report}`];
  const { ok, seconds } = await runStage(command, { show: true });
  const { passed, failed, skipped } = await countTests(report, ok);
  printStage(name, failed === 0, seconds, `${passed} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
}
await rm(reports, { recursive: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
