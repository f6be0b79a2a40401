import type { MissedInstant, RungOutcome } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';
import { notifyRung } from './notify-rung.js';

/** Tells the lead bureau (牵头单位) which cases missed the instant. */
export function notifyLeadBureau(needs: Dependencies) {
  return async (missed: MissedInstant): Promise<RungOutcome> => notifyRung(needs, 'lead', missed);
}
