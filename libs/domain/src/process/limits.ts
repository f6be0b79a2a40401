import type { Limit, NoticeStage, Procedure, Stage } from './procedure.js';
import { stageOf } from './procedure.js';
import type { CaseState, LimitSubject, RunningLimit } from './state.js';

/** The procedure's definition of a running limit. @throws when the subject does not fit the procedure: a programming error. */
export function limitFor(procedure: Procedure, subject: LimitSubject): Limit | null {
  const limit =
    'stage' in subject ? ofStage(stageOf(procedure, subject.stage), subject) : ofProcedure(procedure, subject);
  if (limit === undefined) throw new Error(`${procedure.id}@${procedure.version} knows no limit for ${subject.of}`);
  return limit;
}

type AtStage = Extract<LimitSubject, { stage: string }>;
type Elsewhere = Exclude<LimitSubject, AtStage>;

function ofStage(stage: Stage, subject: AtStage): Limit | null | undefined {
  if (subject.of === 'stage') return stage.limit;
  switch (stage.kind) {
    case 'review':
      return subject.of === 'correction' ? stage.correction?.limit : undefined;
    case 'panel':
      return subject.of === 'invitation' ? stage.invitation : undefined;
    case 'notice':
      return ofObjection(stage, subject.of);
    default:
      return undefined;
  }
}

function ofObjection({ objection }: NoticeStage, of: AtStage['of']): Limit | undefined {
  if (of === 'objection') return objection.verification;
  if (of === 'objection-appeal') return objection.appeal;
  return of === 'second-instance' ? objection.secondInstance.limit : undefined;
}

function ofProcedure(procedure: Procedure, { of }: Elsewhere): Limit | undefined {
  if (of === 'appeal-window' || of === 'appeal') return procedure.appeal?.[of === 'appeal' ? 'limit' : 'window'];
  if (of === 'deferral') return procedure.deferral ? PROMISED : undefined;
  return of === 'suspension' ? procedure.credit?.suspension : procedure.reexamines?.declaration;
}

/** A promise has its own last day; what is not kept is given up. */
const PROMISED: Limit = {
  amount: 1,
  unit: 'working-day',
  startDayCounts: false,
  remindBefore: 1,
  onLapse: 'closed',
  basis: '容缺受理：申请人承诺的补齐日期，逾期视为放弃申报',
};

/** Limits whose lapse leaves somebody owing an act. */
const OWED: ReadonlySet<LimitSubject['of']> = new Set<LimitSubject['of']>([
  'stage',
  'objection',
  'second-instance',
  'appeal',
]);

/** A limit stands still while it has a pause without end. */
function standsStill(limit: RunningLimit): boolean {
  return limit.pauses.some((pause) => pause.to === null);
}

/** Lapsed limits of the running stage on which somebody still owes an act; a stage under correction owes nothing. */
export function overdueLimits(state: CaseState): readonly RunningLimit[] {
  return state.limits.filter((limit) => limit.lapsed !== null && OWED.has(limit.subject.of) && !standsStill(limit));
}

/** The id of a stage's limit: unique in the case, since each visit counts. */
export function stageLimitId(stage: string, visit: number): string {
  return `${stage}#${visit}`;
}
