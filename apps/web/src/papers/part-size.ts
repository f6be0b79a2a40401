const SMALLEST = 128 * 1024;
const LARGEST = 4 * 1024 * 1024;
/** A part that takes about so long loses little when the connection breaks, and shows that something moves. */
const WANTED_MS = 2_000;

/** With what size to begin: nobody knows the line yet. */
export const FIRST_PART = 512 * 1024;

/** The size of the next part after one of `size` bytes that took `ms`: twice as large on a fast line, half on a slow one. */
export function nextPart(size: number, ms: number): number {
  const wanted = ms < WANTED_MS / 2 ? size * 2 : ms > WANTED_MS * 2 ? size / 2 : size;
  return Math.min(LARGEST, Math.max(SMALLEST, Math.round(wanted)));
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** How long to wait before the next try, after so many that failed in a row: longer each time, and not the same for everybody. */
export function waitBefore(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  return Math.round(whole * (0.75 + chance / 4));
}
