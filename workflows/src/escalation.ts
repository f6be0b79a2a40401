import {
  allHandlersFinished,
  condition,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { RungOutcome } from '@vermilion/activities';
import type { Rung } from '@vermilion/domain';
import { forEscalations } from './activities.js';
import type { EscalationInput } from './messages/escalation.js';
import { rungDue } from './messages/escalation.js';

/** The rungs from the first to the last. */
const ORDER: readonly Rung['id'][] = ['lead', 'co-responsible', 'supervision'];

/**
 * 督办 of one missed instant of one obligation: the lead bureau is told; if after the waiting time cases are still not handled, the
 * co-responsible bureaus; then the supervision office (督办). It ends at the first rung at which nothing is left.
 *
 * The waiting times are due rows: a keeper says when one is over, so that they obey the business clock. Started anew, an escalation
 * repeats the rungs from the first; a rung that was recorded is not told twice.
 */
export async function escalation(missed: EscalationInput): Promise<void> {
  let reached = -1;
  setHandler(rungDue, ({ rung }) => {
    reached = Math.max(reached, ORDER.indexOf(rung));
  });
  const due = async (rung: Rung['id']) => condition(() => reached >= ORDER.indexOf(rung));
  upsertSearchAttributes([{ key: { name: 'DueAt', type: 'DATETIME' }, value: new Date(missed.dueAt) }]);

  await due('lead');
  const lead = await forEscalations.notifyLeadBureau.executeWithOptions({ summary: '通知牵头单位' }, [missed]);
  if (isOver(lead, '牵头单位')) return finish();

  await due('co-responsible');
  const co = await forEscalations.notifyCoResponsibleBureaus.executeWithOptions({ summary: '通知联合责任单位' }, [
    missed,
  ]);
  if (isOver(co, '联合责任单位')) return finish();

  await due('supervision');
  const last = await forEscalations.notifySupervisionOffice.executeWithOptions({ summary: '通知督查机构' }, [missed]);
  isOver(last, '督查机构');
  return finish();
}

/** Shows what came of a rung. It is over when no rung was dated to follow: nothing was left, or the ladder ends. */
function isOver({ unresolved, nextDueAt }: RungOutcome, told: string): boolean {
  const over = nextDueAt === null;
  setCurrentDetails(`已通知${told};未办结 ${unresolved} 件${over ? ';督办结束' : `;${nextDueAt} 起升级`}`);
  return over;
}

async function finish(): Promise<void> {
  await condition(allHandlersFinished);
}
