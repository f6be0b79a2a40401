import { act } from './act.js';
import type { Dependencies } from './dependencies.js';
import { dueEscalations } from './due-escalations.js';
import { ensureKeepers } from './ensure-keepers.js';
import { fireDue } from './fire-due.js';
import { look } from './look.js';
import { notifyCoResponsibleBureaus } from './notify-co-responsible-bureaus.js';
import { notifyLeadBureau } from './notify-lead-bureau.js';
import { notifySupervisionOffice } from './notify-supervision-office.js';
import { reportStuck } from './report-stuck.js';
import { startEscalation } from './start-escalation.js';
import { stepClock } from './step-clock.js';

export type { ActReply, ActRequest, SystemCommand } from './act.js';
export type { CaseView } from './case-view.js';
export type { Dependencies, Engine, ResponsibilityCatalogue } from './dependencies.js';
export type { RungOutcome, ShardRange } from '@vermilion/ledger';

/** Every activity, ready for the workers. */
export function createActivities(needs: Dependencies) {
  return {
    look: look(needs),
    act: act(needs),
    reportStuck: reportStuck(needs),
    fireDue: fireDue(needs),
    stepClock: stepClock(needs),
    dueEscalations: dueEscalations(needs),
    ensureKeepers: ensureKeepers(needs),
    startEscalation: startEscalation(needs),
    notifyLeadBureau: notifyLeadBureau(needs),
    notifyCoResponsibleBureaus: notifyCoResponsibleBureaus(needs),
    notifySupervisionOffice: notifySupervisionOffice(needs),
  };
}

/** The activities as workflows see them. */
export type Activities = ReturnType<typeof createActivities>;
