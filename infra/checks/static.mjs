import { printStage, runStage } from './stage.mjs';

/** The longest first. Each is a target of the root project (package.json), so that one without changes comes from the cache. */
export const CHECKS = ['lint', 'types', 'unused', 'imports', 'duplication', 'format', 'structure', 'programmes'];

// No background process, no terminal screen, nothing sent anywhere, plain text.
Object.assign(process.env, { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' });

/**
 * Runs static checks, some at a time, and prints one line for each; the output only of those that fail.
 * @param {readonly string[]} checks
 * @param {number} lanes how many at a time
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(checks = CHECKS, lanes = 2) {
  const waiting = [...checks];
  const counts = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output, seconds } = await runStage(['nx', 'run', `vermilion:${check}`, '--outputStyle=static']);
      printStage(
        check,
        ok,
        seconds,
        /\[(local cache|existing outputs match the cache)/.test(output) ? 'unchanged' : '',
      );
      if (!ok) console.log(output.split('\n NX ')[0]?.trim());
      counts[ok ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return counts;
}
