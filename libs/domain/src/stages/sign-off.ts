import { enter } from '../process/movement.js';
import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';
import { outstanding } from './deferral.js';
import { revocation } from './reexamination.js';
import { atSignOff } from './review.js';

/** 签发: the leader of the bureau signs. Where the signature takes a title away, that ends the case. */
export const sign: Rule<'sign'> = {
  open: (situation) => atSignOff(situation) ?? outstanding(situation),
  rule: (situation) => {
    const { stage } = situation;
    if (stage?.kind !== 'sign-off') return refuse('not-now');
    if (stage.revokes) return revocation(situation, stage);
    return [{ type: 'application.signed', data: { stage: stage.id } }, enter(situation, stage.next)];
  },
};
