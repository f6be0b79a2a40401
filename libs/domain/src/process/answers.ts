import type { NoticeStage, Office, Procedure } from './procedure.js';
import type { CaseState, Objection } from './state.js';

/** The ground on which a case ends when an objection to it was right. */
export const OBJECTION_GROUND = 'objection-upheld';

/** The stage of public notice of a procedure; null when it has none. */
export function noticeStageOf(procedure: Procedure): NoticeStage | null {
  return procedure.stages.find((stage): stage is NoticeStage => stage.kind === 'notice') ?? null;
}

/** An objection that came in time is not concluded yet: it holds the entry up. */
export function isContested({ objections }: Pick<CaseState, 'objections'>): boolean {
  return objections.some(({ late, status }) => !late && status !== 'upheld' && status !== 'dismissed');
}

/** An answer that an office owes to somebody who objects or appeals. `limit` is the running limit behind it. */
export interface AnswerOwed {
  readonly id: string;
  readonly kind: 'verify-objection' | 'decide-objection' | 'decide-appeal';
  readonly stage: string;
  readonly office: Office;
  readonly limit: string;
}

/** Every answer that is owed now, each by itself, whether the case still runs or has ended. */
export function answersOwed(procedure: Procedure, state: CaseState): readonly AnswerOwed[] {
  const stage = noticeStageOf(procedure);
  const objections = stage ? state.objections.flatMap((objection) => answerTo(stage, objection)) : [];
  const { appeal, visit } = state;
  if (appeal?.status !== 'pending' || !procedure.appeal) return objections;
  const { office } = procedure.appeal;
  const limit = `appeal#${visit}`;
  return [{ id: `${limit}:decide-appeal`, kind: 'decide-appeal', stage: appeal.stage, office, limit }, ...objections];
}

function answerTo({ id: stage, objection: rules }: NoticeStage, { id, status }: Objection): AnswerOwed[] {
  const limit = `objection-${id}`;
  if (status === 'verifying')
    return [{ id: `${limit}:verify-objection`, kind: 'verify-objection', stage, office: rules.verifier, limit }];
  if (status !== 'second-instance') return [];
  const { office } = rules.secondInstance;
  return [
    { id: `${limit}:decide-objection`, kind: 'decide-objection', stage, office, limit: `${limit}/second-instance` },
  ];
}
