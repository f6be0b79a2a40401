import { useState } from 'react';
import type { useCommand } from '../api/cases.js';
import { Refused } from '../api/client.js';
import type { Payload } from './payloads.js';

/** The refusal that tells that somebody else was first; null for any other. */
export function overtakingIn(error: unknown): Refused | null {
  return error instanceof Refused && error.problem.code === 'stale-version' ? error : null;
}

/** Gives the command, upon the version that is on the screen. */
export function useSending(command: ReturnType<typeof useCommand>, type: string, seq: number) {
  // One key for this decision: pressed twice, or sent again after a break, it counts once. Upon another version it is another decision.
  const [key, setKey] = useState<{ readonly seq: number; readonly key: string }>(() => ({
    seq,
    key: crypto.randomUUID(),
  }));
  return async (payload: Payload): Promise<void> => {
    const mine = key.seq === seq ? key : { seq, key: crypto.randomUUID() };
    setKey(mine);
    await command.mutateAsync({ type, payload, expectedSeq: seq, key: mine.key });
  };
}
