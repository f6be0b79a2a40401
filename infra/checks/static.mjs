import { printStage, runStage } from './stage.mjs';

// The longest first. Each is a target of the root project (package.json), so that one without changes comes from the cache.
const checks = ['lint', 'types', 'unused', 'imports', 'duplication', 'format', 'structure', 'programmes'];

// No background process, no terminal screen, nothing sent anywhere, plain text.
Object.assign(process.env, { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' });

/**
 * Runs every static check, two at a time, and prints one line for each; the output only of those that fail.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
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
  await Promise.all([lane(), lane()]);
  return counts;
}
