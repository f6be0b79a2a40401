import type { Log } from '@vermilion/runtime';

interface Swept {
  sweep(): Promise<number>;
}

const EVERY_MS = 60 * 60_000;

/** Clears away what belongs to nobody, now and every hour: orphaned documents, abandoned uploads. @returns how to stop it. */
export function keepSwept(desks: { readonly [what: string]: Swept }, log: Log): () => void {
  const sweep = () => Promise.all(Object.entries(desks).map(([what, desk]) => sweepOne(what, desk, log)));
  void sweep();
  const timer = setInterval(() => void sweep(), EVERY_MS);
  return () => clearInterval(timer);
}

async function sweepOne(what: string, desk: Swept, log: Log): Promise<void> {
  try {
    log.info({ what, removed: await desk.sweep() }, 'swept');
  } catch (error) {
    log.warn({ what, err: error }, 'could not be swept');
  }
}
