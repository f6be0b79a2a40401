import { spawn } from 'node:child_process';

/**
 * @typedef {object} Outcome
 * @property {boolean} ok whether the command ended with exit code 0
 * @property {string} output what it wrote; empty if it wrote straight to the terminal
 * @property {number} seconds how long it took
 */

/**
 * Runs one command to its end.
 * @param {string[]} command program and arguments; the program is looked up on the PATH
 * @param {{ show?: boolean }} [options] `show` lets the command write to the terminal instead of collecting its output
 * @returns {Promise<Outcome>}
 */
export async function runStage([program = '', ...args], { show = false } = {}) {
  const started = performance.now();
  const child = spawn(program, args, { stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.on('close', resolve);
  });
  return { ok: code === 0, output, seconds: (performance.now() - started) / 1000 };
}

/**
 * Prints the line by which a stage is recognised in the log.
 * @param {string} name
 * @param {boolean} ok
 * @param {number} seconds
 * @param {string} [remark]
 */
export function printStage(name, ok, seconds, remark = '') {
  console.log(`${ok ? '✓' : '✗'} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s${remark && `  ${remark}`}`);
}
