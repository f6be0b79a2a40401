import { minuteTakers, organisationOf } from '../process/parties.js';
import type { PanelStage } from '../process/procedure.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import { entitled } from './beside-desk.js';
import { verdict } from './panel-opening.js';

/**
 * 评分作废: before the opening, the office in charge of the panel may declare a seat's marks void: a conflict found late, a breach of
 * procedure. The expert is out of the case, an alternate takes the seat; the sealed marks stay in the ledger and never count.
 * Source: research on expert review §1.8 (a reviewer found in conflict withdraws, a replacement is drawn, the scores are void).
 */
export const voidMarks: Rule<'void-marks'> = {
  open: (situation) => {
    const { stage, state } = situation;
    if (stage?.kind !== 'panel' || !stage.voidReasons || !state.panel || state.panel.result) return refuse('not-now');
    const marked = state.panel.seats.some(({ status }) => status === 'marked');
    return entitled(situation, 'void-marks') ?? (marked ? null : refuse('seat-unknown'));
  },
  rule: (situation, { seat, reason, opinion }) => {
    const stage = panelStageOf(situation);
    const marked = situation.state.panel?.seats.find((other) => other.seat === seat && other.status === 'marked');
    if (!marked) return refuse('seat-unknown', { params: { seat } });
    if (!stage.voidReasons?.includes(reason)) return refuse('ground-unknown', { params: { ground: reason } });
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [
      {
        type: 'panel.mark-voided',
        data: { seat, reason },
        secret: { subject: forTheOffice(situation), content: { opinion: opinion.trim() } },
      },
    ];
  },
};

/**
 * 分差说明: the chair records what was discussed about the large spread; only then the result counts. Once the limit has passed anyone
 * whose mark counted may record it.
 */
export const recordMinute: Rule<'record-minute'> = {
  open: ({ stage, state, facts, actor }) => {
    if (stage?.kind !== 'panel' || !state.panel?.minuteAwaited) return refuse('minute-not-awaited');
    const expert = actor.kind === 'person' && actor.role === 'expert' && facts.token !== null;
    return expert && minuteTakers(state).includes(facts.token) ? null : refuse('not-permitted');
  },
  rule: (situation, { minute }) => {
    const stage = panelStageOf(situation);
    if (minute.trim() === '') return refuse('opinion-missing');
    return [
      {
        type: 'panel.minute-recorded',
        data: { stage: stage.id },
        secret: { subject: forTheOffice(situation), content: { minute: minute.trim() } },
      },
      ...verdict(situation, stage, situation.state.panel?.result?.passed ?? false),
    ];
  },
};

/** Words about experts are for the office in charge of the panel alone: they might name one. */
function forTheOffice(situation: Situation): string {
  const { state } = situation;
  return `office:${organisationOf(panelStageOf(situation).office, state.district)}/${state.applicant}`;
}

function panelStageOf({ stage }: Situation): PanelStage {
  if (stage?.kind !== 'panel') throw new Error('not in a panel');
  return stage;
}
