import type { ProblemBody } from '@vermilion/contracts';
import { Refused } from '../api/client.js';

/** What came of one item of many: done, refused for a reason, somebody else was first, or nobody has answered (yet). */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'overtaken'; readonly problem: ProblemBody }
  | { readonly kind: 'unanswered' };

export interface BulkItem {
  readonly id: string;
  /** The same however often the item is tried: it counts once. */
  readonly key: string;
}

const AT_ONCE = 3;
/** Somebody else has decided, or has it in hand. */
const FIRST = new Set(['stale-version', 'task-taken']);
/** Statuses after which trying the rest would only meet the same: signed out, too many requests, too busy. */
const NOT_NOW: readonly number[] = [401, 429, 503];

/** What an answer that is no success means. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Refused)) return { kind: 'unanswered' };
  const { problem } = error;
  if (problem.status >= 500 || NOT_NOW.includes(problem.status)) return { kind: 'unanswered' };
  return { kind: FIRST.has(problem.code) ? 'overtaken' : 'refused', problem };
}

/** Whether the others would fare no better just now. */
function isDown(error: unknown): boolean {
  return !(error instanceof Refused) || NOT_NOW.includes(error.problem.status);
}

/**
 * Does the same with many, a few at a time. Each is a decision of its own, whole or not at all; what came of it is told as soon as it is known.
 * When nobody answers any more, the rest is not even tried: with the same keys it can be tried again.
 */
export async function runBulk<Item extends BulkItem>(
  items: readonly Item[],
  act: (item: Item) => Promise<unknown>,
  tell: (id: string, outcome: Outcome) => void,
): Promise<void> {
  const waiting = [...items];
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      try {
        await act(item);
        tell(item.id, { kind: 'done' });
      } catch (error) {
        if (isDown(error)) waiting.length = 0;
        tell(item.id, outcomeOf(error));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
