/** Lets a small server process stop when it is asked to; what `stop` does must let the process run empty. */
export function stopOnSignal(stop: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
}
