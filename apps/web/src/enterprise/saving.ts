import type { ProblemBody } from '@vermilion/contracts';
import { Refused, Unreachable } from '../api/client.js';

/**
 * How safe what stands on the page is. `offline`: nobody answers; `down`: a server answers that it cannot; `refused`: it will not take this;
 * `signed-out`: it no longer knows who saves; `differs`: somebody else has written at the same places, and a person must choose.
 */
export type SaveState = 'saved' | 'changed' | 'saving' | 'offline' | 'down' | 'refused' | 'signed-out' | 'differs';

export interface Saving {
  readonly state: SaveState;
  /** By the clock of this machine. */
  readonly savedAt: number | null;
  /** How often in a row nobody has taken it. */
  readonly failures: number;
  /** What the server has said against it. */
  readonly problem: ProblemBody | null;
}

/** What happens to a draft. */
export type Happening =
  | { readonly kind: 'typed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'taken'; readonly at: number; readonly more: boolean }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'contradicted' }
  | { readonly kind: 'chosen' };

export const UNCHANGED: Saving = { state: 'saved', savedAt: null, failures: 0, problem: null };

/** Typing more does not end these: only the server, the network or a choice does. */
const LASTING: readonly SaveState[] = ['saving', 'offline', 'down', 'signed-out', 'differs'];

/** The state of a draft after something has happened to it. */
export function afterwards(before: Saving, happening: Happening): Saving {
  switch (happening.kind) {
    case 'typed':
      return LASTING.includes(before.state) ? before : { ...before, state: 'changed', problem: null };
    case 'sent':
      return { ...before, state: 'saving' };
    case 'taken':
      return { state: happening.more ? 'changed' : 'saved', savedAt: happening.at, failures: 0, problem: null };
    case 'failed':
      return { ...before, ...failure(happening.error), failures: before.failures + 1 };
    case 'contradicted':
      return { ...before, state: 'differs', failures: 0, problem: null };
    case 'chosen':
      return { ...before, state: 'changed', failures: 0, problem: null };
  }
}

const TOO_MANY = 429;

/** What a save that has failed means: only what may go well next time is tried again. */
function failure(error: unknown): Pick<Saving, 'state' | 'problem'> {
  if (error instanceof Unreachable) return { state: error.answered ? 'down' : 'offline', problem: null };
  if (!(error instanceof Refused)) return { state: 'down', problem: null };
  const { problem } = error;
  if (problem.status === 401) return { state: 'signed-out', problem: null };
  const later = problem.status >= 500 || problem.status === TOO_MANY;
  return { state: later ? 'down' : 'refused', problem };
}

const SAVE_AFTER_MS = 2_000;
const FIRST_RETRY_MS = 4_000;
const LAST_RETRY_MS = 60_000;

/** How long until it is saved, or tried again, by itself; null: not before somebody does something. */
export function waitBefore({ state, failures }: Saving): number | null {
  if (state === 'changed') return SAVE_AFTER_MS;
  if (state !== 'offline' && state !== 'down') return null;
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
}
