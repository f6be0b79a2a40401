import type { QueryClient } from '@tanstack/react-query';

const LAST = new WeakMap<QueryClient, number>();

/** Notes that something has happened to what the acting organisation sees. */
export function noteHappening(queries: QueryClient): void {
  LAST.set(queries, Date.now());
}

/** When something has last happened, by the clock of this machine: what was asked for before may be old. Zero while nothing has. */
export function lastHappening(queries: QueryClient): number {
  return LAST.get(queries) ?? 0;
}
