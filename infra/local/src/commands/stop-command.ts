import { readConfig } from '../home/config.js';
import { holderOf } from '../process/pid-file.js';
import { end, endLeftovers } from '../process/run-record.js';
import { pidFileOf } from '../system/system.js';

const GRACE_MS = 90_000;

/** Stops the system of this home from another terminal, or ends what a killed supervisor has left behind. */
export async function runStop(): Promise<void> {
  const { home } = readConfig(process.env);
  const holder = await holderOf(pidFileOf(home));
  if (holder !== undefined) {
    await end(holder, 'SIGTERM', GRACE_MS);
    console.log('Vermilion has stopped');
    return;
  }
  const leftovers = await endLeftovers(home);
  console.log(
    leftovers.length === 0
      ? 'Vermilion is not running'
      : `Ended what an interrupted run had left behind: ${leftovers.join(', ')}`,
  );
}
