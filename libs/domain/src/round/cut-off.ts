import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import { hasReached, type RoundState } from './round-state.js';

/** 候选冻结: from the cut-off on no list, no return to the district and no change of mind adds a candidate or takes one out. */
export function frozen(round: RoundState | null): Refusal | null {
  if (!round || !hasReached(round, 'frozen')) return null;
  return refuse('candidates-frozen', { clause: 'cutOff', params: { cutOff: round.terms?.cutOff ?? '' } });
}
