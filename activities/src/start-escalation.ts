import type { DueRung } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';

/** Tells the escalation of a missed instant that a rung is due; starts it when it is not running. To repeat it does no harm. */
export function startEscalation({ engine }: Pick<Dependencies, 'engine'>) {
  return async (rung: DueRung): Promise<void> => engine.startEscalation(rung);
}
