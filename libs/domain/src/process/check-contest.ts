import { OBJECTION_GROUND } from './answers.js';
import type { LapseRule, Limit, NoticeStage, Office, Procedure } from './procedure.js';

/**
 * What makes the ways to contest a decision unfit to run, as sentences: an objection that could not end the case for want of a ground, a
 * limit whose lapse says nothing useful there, an office that does not exist.
 */
export function checkContest(procedure: Procedure, bureaus: readonly string[]): string[] {
  const notices = procedure.stages.filter((stage) => stage.kind === 'notice');
  const { appeal } = procedure;
  return [
    ...notices.flatMap((stage) => checkNotice(procedure, stage, bureaus)),
    ...(appeal
      ? [
          ...lapseFaults(procedure, 'appeal', appeal.window, 'final'),
          ...lapseFaults(procedure, 'appeal', appeal.limit, 'overdue'),
          ...officeFaults('appeal', appeal.office, bureaus),
        ]
      : []),
  ];
}

function checkNotice(procedure: Procedure, stage: NoticeStage, bureaus: readonly string[]): string[] {
  const { verifier, verification, appeal, secondInstance } = stage.objection;
  const where = `stage ${stage.id}`;
  return [
    ...(stage.refusalGrounds.includes(OBJECTION_GROUND) ? [] : [`${where}: the ground ${OBJECTION_GROUND} is missing`]),
    ...lapseFaults(procedure, where, verification, 'overdue'),
    ...lapseFaults(procedure, where, appeal, 'final'),
    ...lapseFaults(procedure, where, secondInstance.limit, 'overdue'),
    ...officeFaults(where, verifier, bureaus),
    ...officeFaults(where, secondInstance.office, bureaus),
  ];
}

function lapseFaults({ ladder }: Procedure, where: string, { onLapse, amount }: Limit, fitting: LapseRule): string[] {
  return [
    ...(onLapse === fitting ? [] : [`${where}: lapse rule ${onLapse} does not fit, it must be ${fitting}`]),
    ...(amount > 0 ? [] : [`${where}: a limit must be at least one day`]),
    ...(fitting === 'overdue' && ladder.length === 0 ? [`${where}: overdue, but there is no ladder`] : []),
  ];
}

function officeFaults(where: string, office: Office, bureaus: readonly string[]): string[] {
  const exists = office.body === 'district' || bureaus.includes(office.bureau);
  return exists ? [] : [`${where}: bureau ${office.bureau} does not exist`];
}
