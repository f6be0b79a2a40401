import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseView } from '@vermilion/activities';

const NOBODY = 'none';

/** Shows operations in words where the case is. No person's data. */
export function describe(view: CaseView, waitingFor: string): void {
  setCurrentDetails(inWords(view, waitingFor));
}

/** Gives the workflow the attributes by which operations find it. Codes and dates only, no person's data. */
export function makeFindable(view: CaseView): void {
  upsertSearchAttributes([
    { key: { name: 'Procedure', type: 'KEYWORD' }, value: view.procedure },
    { key: { name: 'Stage', type: 'KEYWORD' }, value: view.stage?.id ?? view.phase },
    { key: { name: 'Holder', type: 'KEYWORD' }, value: view.holder?.kind ?? NOBODY },
    { key: { name: 'District', type: 'KEYWORD' }, value: view.district },
    { key: { name: 'Bureau', type: 'KEYWORD' }, value: view.bureau ?? NOBODY },
    { key: { name: 'DueAt', type: 'DATETIME' }, value: view.dueAt === null ? null : new Date(view.dueAt) },
  ]);
}

function inWords(view: CaseView, waitingFor: string): string {
  if (view.phase === 'closed') return `${view.title} ${view.caseId} 已办结:${OUTCOMES[view.outcome ?? 'lapsed']}`;
  const place = view.stage ? `第 ${view.stage.position}/${view.stage.of} 步 ${view.stage.title}` : '申报';
  const due =
    view.dueAt === null ? '' : `\n\n期限:${view.dueAt.slice(0, 16).replace('T', ' ')}${view.overdue ? '(已超期)' : ''}`;
  return `**${view.title} ${view.caseId}**\n\n${place}\n\n等待:${waitingFor}${due}`;
}

const OUTCOMES = {
  awarded: '已认定',
  'not-accepted': '不予受理',
  'not-recommended': '未获推荐',
  'nursery-list': '列入培育库',
  renewed: '复核合格',
  revoked: '撤销称号',
  refused: '不予认定',
  withdrawn: '已撤回',
  lapsed: '逾期终止',
} as const;
