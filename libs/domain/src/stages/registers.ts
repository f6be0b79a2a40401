import { close, enter } from '../process/movement.js';
import { opinionOf } from '../process/movement.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import { groundOf, obstacleOf } from '../round/registers.js';
import { entitled } from './beside-desk.js';

/** 信用豁免: a leader lets one entry of the credit register pass, with a reason; a later entry is not covered. */
export const waiveCredit: Rule<'waive-credit'> = {
  open: (situation) => {
    const { procedure, state, facts } = situation;
    if (!procedure.credit || state.phase !== 'running') return refuse('not-now');
    const closed = entitled(situation, 'waive-credit');
    if (closed) return closed;
    const blocked = facts.check && obstacleOf(procedure, facts.check, state.waived) === 'credit-blocked';
    return blocked ? null : refuse('nothing-to-waive');
  },
  rule: (situation, { opinion }) => {
    const record = situation.facts.check?.credit.record;
    if (!record) return refuse('nothing-to-waive');
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [
      { type: 'credit.waived', data: { record }, ...opinionOf(situation, opinion) },
      ...resumption(situation, record),
    ];
  },
};

/** 恢复办理: the register shows the repair. The firm, or the engine when the register changes, may ask for it. */
export const resume: Rule<'resume'> = {
  open: ({ state, actor }) => {
    if (!state.suspension) return refuse('not-suspended');
    const own = actor.kind === 'person' && actor.organisation === state.applicant;
    return actor.kind === 'system' || own ? null : refuse('not-permitted');
  },
  rule: (situation) => {
    const { procedure, facts, state } = situation;
    if (!facts.check) return refuse('not-now');
    const obstacle = obstacleOf(procedure, facts.check, state.waived);
    if (obstacle === null) return resumption(situation, state.waived);
    if (obstacle !== 'credit-blocked')
      return [
        { type: 'application.checked', data: { moment: 'recommendation', ...facts.check, on: situation.today } },
        { type: 'application.refused', data: { stage: state.stage ?? '', ground: groundOf(obstacle) } },
        close('refused'),
      ];
    const { until, source } = facts.check.credit;
    return refuse('credit-not-repaired', { params: { until: until ?? '', source } });
  },
};

/** Who has lost the round waits for the next one at the district; who has kept the place goes on where the case was. */
function resumption(situation: Situation, waived: string | null) {
  const { state, facts, today, procedure } = situation;
  if (!state.suspension || !facts.check || obstacleOf(procedure, facts.check, waived) !== null) return [];
  const recommendation = procedure.round?.stages.recommendation;
  const checked = {
    type: 'application.checked' as const,
    data: { moment: 'recommendation' as const, ...facts.check, on: today },
  };
  const resumed = { type: 'application.resumed' as const, data: { on: today, round: state.round } };
  const back = state.round === null && recommendation && state.stage !== recommendation;
  return back ? [checked, resumed, enter(situation, recommendation)] : [checked, resumed];
}
