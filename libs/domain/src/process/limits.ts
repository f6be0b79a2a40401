import type { Limit, PanelStage, Procedure, ReviewStage } from './procedure.js';
import { stageOf } from './procedure.js';
import type { CaseState, LimitSubject, RunningLimit } from './state.js';

/** The procedure's definition of a running limit. @throws when the subject does not fit the procedure: a programming error. */
export function limitFor(procedure: Procedure, subject: LimitSubject): Limit {
  const stage = stageOf(procedure, subject.stage);
  if (subject.of === 'stage') return stage.limit;
  if (subject.of === 'correction') {
    const correction = (stage as ReviewStage).correction;
    if (!correction) throw new Error(`stage ${stage.id} knows no correction`);
    return correction.limit;
  }
  return (stage as PanelStage).invitation;
}

/** A limit stands still while it has a pause without end. */
function standsStill(limit: RunningLimit): boolean {
  return limit.pauses.some((pause) => pause.to === null);
}

/** Lapsed limits of the running stage on which somebody still owes an act; a stage under correction owes nothing. */
export function overdueLimits(state: CaseState): readonly RunningLimit[] {
  return state.limits.filter((limit) => limit.lapsed !== null && limit.subject.of === 'stage' && !standsStill(limit));
}

/** The id of a stage's limit: unique in the case, since each visit counts. */
export function stageLimitId(stage: string, visit: number): string {
  return `${stage}#${visit}`;
}
