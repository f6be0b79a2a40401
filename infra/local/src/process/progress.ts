/** Tells what happens, a line each. Tests give a silent or a collecting one. */
export type Tell = (line: string) => void;

/** Prints lines with the seconds since the start in front. */
export function timedLines(write: (text: string) => void, now: () => number = () => performance.now()): Tell {
  const start = now();
  return (line) => {
    const seconds = ((now() - start) / 1000).toFixed(1).padStart(5);
    write(`[${seconds} s] ${line}\n`);
  };
}
