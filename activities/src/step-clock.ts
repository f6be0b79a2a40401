import type { ClockStep } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';

/** How often and how long, in milliseconds, a clock that must wait for others is looked at before the keeper goes round again. */
const PAUSE = 50;
const PATIENCE = 1_000;

/**
 * Moves the manual clock to its next due instant, or to its target, as soon as everything up to now is recorded and no system work is
 * pending. Work of other keepers and workflows is waited for a moment here, which is cheaper than another round of the keeper.
 */
export function stepClock({ due }: Pick<Dependencies, 'due'>) {
  return async (): Promise<ClockStep> => {
    for (let waited = 0; ; waited += PAUSE) {
      const step = await due.stepClock();
      if (step.moved || !step.hasTarget || waited >= PATIENCE) return step;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  };
}
