import type { MissedInstant, RungOutcome } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';
import { notifyRung } from './notify-rung.js';

/** Tells the co-responsible bureaus (联合责任单位) which cases are still not handled. */
export function notifyCoResponsibleBureaus(needs: Dependencies) {
  return async (missed: MissedInstant): Promise<RungOutcome> => notifyRung(needs, 'co-responsible', missed);
}
