import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { RoundView } from '@vermilion/activities';

const PHASES: { readonly [phase in RoundView['phase']]: string } = {
  none: '未发布',
  announced: '已发布,待申报',
  open: '申报期',
  closed: '县区推荐',
  frozen: '专家评审',
  ranked: '拟认定',
  proposed: '拟认定,待公示',
  published: '公示',
  cleared: '公示期满,待签发',
  issued: '已签发',
  completed: '已办结',
};

/** Shows operations where the round is: in words, and as attributes by which it can be found. Codes, counts and dates only. */
export function showRound(view: RoundView, waitingFor: string): void {
  const { procedure, phase, bureau, dueAt } = view;
  setCurrentDetails(inWords(view, waitingFor));
  upsertSearchAttributes([
    { key: { name: 'Procedure', type: 'KEYWORD' }, value: procedure },
    { key: { name: 'Stage', type: 'KEYWORD' }, value: `round/${phase}` },
    { key: { name: 'Holder', type: 'KEYWORD' }, value: 'round' },
    { key: { name: 'Bureau', type: 'KEYWORD' }, value: bureau },
    { key: { name: 'DueAt', type: 'DATETIME' }, value: dueAt === null ? null : new Date(dueAt) },
  ]);
}

function inWords({ title, phase, counts, dueAt, behind }: RoundView, waitingFor: string): string {
  const numbers = `办件 ${counts.cases} 件,候选 ${counts.candidates} 件,已评 ${counts.judged} 件`;
  const trailing = behind > 0 ? `;待随轮次推进 ${behind} 件` : '';
  const waiting = waitingFor === '' ? '' : `\n\n等待:${waitingFor}`;
  const due = dueAt === null ? '' : `\n\n期限:${dueAt.slice(0, 16).replace('T', ' ')}`;
  return `**${title}**\n\n${PHASES[phase]}\n\n${numbers}${trailing}${waiting}${due}`;
}
