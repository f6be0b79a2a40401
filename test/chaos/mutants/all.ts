import type { Mutant } from './mutant.js';
import { commandMutants, lockMutants, tableMutants } from './of-commands.js';
import { listenerMutants, relayMutants } from './of-messages.js';
import { dueMutants, timeMutants } from './of-time.js';

/** Every fault that is planted, in the order in which they can be: what moves the clock comes first, what takes a key away last. */
export const MUTANTS: readonly Mutant[] = [
  ...timeMutants,
  ...commandMutants,
  ...tableMutants,
  ...relayMutants,
  ...listenerMutants,
  ...lockMutants,
  ...dueMutants,
];
