/*
 * Records the histories that the replay tests hold today's workflow code against: every workflow of every workflow test, so every
 * branch that a test walks. Run it when a version is released; add the files, and keep those of earlier versions.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const jest = [
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--selectProjects',
  'workflow',
  '--runInBand',
];
const run = spawn(process.execPath, [...jest, ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, '..', '..'),
  env: { ...process.env, RECORD_HISTORIES: '1' },
  stdio: 'inherit',
});
run.on('exit', (code) => process.exit(code ?? 1));
