import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** Mails wait some seconds for others of the same digest. */
const CATCH_UP_MS = 30_000;

/** @returns one sentence when what was found is not what is expected, else none. */
export function differing(what: string, found: unknown, expected: unknown): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  return [`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`];
}

/** What runs behind the ledger may need a moment: the faults that are still there after it. */
export async function eventually(look: () => Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + CATCH_UP_MS;
  for (;;) {
    const faults = await look();
    if (faults.length === 0 || Date.now() > deadline) return faults;
    await sleep(500);
  }
}
