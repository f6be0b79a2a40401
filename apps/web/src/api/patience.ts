import { Refused, Unreachable } from './client.js';

/** What was asked ahead of the page is not asked again by the page. */
export const JUST_ASKED_MS = 3_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** The server cannot now, and says so: later it can. */
const LATER = new Set([429, 503]);

/** Nobody answers, or the server asks for patience. */
function isPassing(error: Error): boolean {
  return error instanceof Unreachable || (error instanceof Refused && LATER.has(error.problem.status));
}

/** Whether what a page shows is asked for anew: as long as nobody answers or the server asks for patience; what it has refused, it refuses again. */
export function askAgain(failures: number, error: Error): boolean {
  if (isPassing(error)) return true;
  return failures < TRIES && !(error instanceof Refused && error.problem.status < 500);
}

/** So often a command is given again, over three quarters of a minute. */
const GIVEN_AGAIN = 6;

/**
 * Whether a command is given again by itself: nobody answers, or the server asks for patience. With its key it counts once, whichever of the tries
 * arrived; what was refused is for a person to decide upon anew.
 */
export function giveAgain(failures: number, error: Error): boolean {
  return isPassing(error) && failures < GIVEN_AGAIN;
}

/** How long to wait before that, milliseconds: what the server has asked for, else a little longer each time. */
export function pauseBefore(failures: number, error: Error): number {
  const asked = error instanceof Refused ? error.retryAfter : null;
  if (asked !== null) return Math.min(asked * 1_000, LONGEST_PAUSE_MS);
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}
