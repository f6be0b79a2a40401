import { act } from './act.js';
import { actOnRound } from './act-on-round.js';
import type { Dependencies } from './dependencies.js';
import { dueEscalations } from './due-escalations.js';
import { ensureKeepers } from './ensure-keepers.js';
import { fireDue } from './fire-due.js';
import { followRound } from './follow-round.js';
import { look } from './look.js';
import { lookAtRound } from './look-at-round.js';
import { notifyCoResponsibleBureaus } from './notify-co-responsible-bureaus.js';
import { notifyLeadBureau } from './notify-lead-bureau.js';
import { notifySupervisionOffice } from './notify-supervision-office.js';
import { reportRoundStuck } from './report-round-stuck.js';
import { reportStuck } from './report-stuck.js';
import { startEscalation } from './start-escalation.js';
import { stepClock } from './step-clock.js';

export type { ActRequest, SystemCommand } from './act.js';
export type { RoundActRequest, RoundSystemCommand } from './act-on-round.js';
export type { CaseView } from './case-view.js';
export type { Dependencies, Engine, ResponsibilityCatalogue } from './dependencies.js';
export type { FollowReply, FollowRequest } from './follow-round.js';
export type { ActReply } from './hear.js';
export type { StuckRound } from './report-round-stuck.js';
export type { RoundTask, RoundView } from './round-view.js';
export type { RungOutcome, ShardRange } from '@vermilion/ledger';

/** Every activity, ready for the workers. */
export function createActivities(needs: Dependencies) {
  return {
    look: look(needs),
    act: act(needs),
    reportStuck: reportStuck(needs),
    lookAtRound: lookAtRound(needs),
    actOnRound: actOnRound(needs),
    followRound: followRound(needs),
    reportRoundStuck: reportRoundStuck(needs),
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
