import { enter } from '../process/movement.js';
import { fills } from '../process/parties.js';
import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';
import { outstanding } from './deferral.js';

/** 签发: the leader of the bureau signs. */
export const sign: Rule<'sign'> = {
  open: ({ stage, state, actor }) => {
    if (stage?.kind !== 'sign-off' || stage.decidedBy === 'round') return refuse('not-now');
    return fills(actor, stage.office, state.district) ? outstanding({ state }) : refuse('not-permitted');
  },
  rule: (situation) => {
    const { stage } = situation;
    if (stage?.kind !== 'sign-off') return refuse('not-now');
    return [{ type: 'application.signed', data: { stage: stage.id } }, enter(situation, stage.next)];
  },
};
