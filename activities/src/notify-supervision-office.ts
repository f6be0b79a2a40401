import type { MissedInstant, RungOutcome } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';
import { notifyRung } from './notify-rung.js';

/** Tells the supervision office (督查机构) which cases are still not handled. */
export function notifySupervisionOffice(needs: Dependencies) {
  return async (missed: MissedInstant): Promise<RungOutcome> => notifyRung(needs, 'supervision', missed);
}
