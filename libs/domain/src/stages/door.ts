import type { DecidedEvent } from '../process/event.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Situation } from '../process/situation.js';
import { obstacleOf, type RegisterResult } from '../round/registers.js';
import type { Withheld } from '../round/round-state.js';

/**
 * What forbids acceptance, by the office and by silence, on the day on which it would happen: a record entered since the submission does, one
 * put right since does not. What can be repaired forbids nothing yet; it is asked about again before the recommendation.
 */
export function obstacleAtTheDoor(situation: Situation): Exclude<Withheld['reason'], 'credit-blocked'> | null {
  const { procedure, state } = situation;
  const check = newest(situation);
  const obstacle = check && obstacleOf(procedure, check, state.waived);
  return obstacle === 'credit-blocked' ? null : obstacle;
}

/** The same as the answer to an office that would accept. */
export function doorClosed(situation: Situation): Refusal | null {
  const obstacle = obstacleAtTheDoor(situation);
  return obstacle && refuse(obstacle, { clause: 'credit', params: paramsOf(newest(situation)) });
}

/** What the registers said when the case was accepted, or was not: the letter names it. */
export function checkedAtTheDoor({ facts, today }: Situation): readonly DecidedEvent[] {
  return facts.check
    ? [{ type: 'application.checked', data: { moment: 'acceptance', ...facts.check, on: today } }]
    : [];
}

/** What they say now; to whoever only looks, without asking them, what they said last. */
function newest({ facts, state }: Situation): RegisterResult | null {
  return facts.check ?? state.check;
}

function paramsOf(check: RegisterResult | null): Refusal['params'] {
  const { credit, title, barredUntil } = check ?? {};
  return {
    source: credit?.source ?? '',
    until: credit?.until ?? '',
    title: title ?? '',
    barredUntil: barredUntil ?? '',
  };
}
