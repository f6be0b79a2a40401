import type { Dependencies } from './dependencies.js';

/** Starts the keepers that are not running. */
export function ensureKeepers({ engine }: Pick<Dependencies, 'engine'>) {
  return async (): Promise<void> => engine.ensureKeepers();
}
