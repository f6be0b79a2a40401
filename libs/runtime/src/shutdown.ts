import type { Log } from './log.js';

/** One thing to close, in the order in which they were given. */
export interface Closing {
  readonly what: string;
  readonly close: () => Promise<unknown>;
}

const GRACE_MS = 15_000;

/**
 * Makes this call the one owner of SIGTERM and SIGINT: closes each in order, a failure does not keep the rest open, then exits with 0, or
 * with 1 when something failed or the grace time has passed. A second signal changes nothing.
 */
export function closeOnSignal(log: Log, closings: readonly Closing[], graceMs = GRACE_MS): void {
  let closing = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (closing) return;
    closing = true;
    log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), graceMs).unref();
    void closeAll(log, closings).then((failed) => process.exit(failed ? 1 : 0));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Closes each in order. @returns whether any of them failed. */
export async function closeAll(log: Log, closings: readonly Closing[]): Promise<boolean> {
  let failed = false;
  for (const { what, close } of closings) {
    try {
      await close();
    } catch (error) {
      failed = true;
      log.error({ err: error, what }, 'could not be closed');
    }
  }
  return failed;
}
