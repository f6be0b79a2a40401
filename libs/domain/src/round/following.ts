import type { DateText } from '../calendar/calendar.js';
import type { Procedure, RoundRules } from '../process/procedure.js';
import type { CaseState } from '../process/state.js';
import type { RoundState, Withheld } from './round-state.js';
import { hasReached } from './round-state.js';

/** What a case must do to be where its round is. */
export type Following =
  | { readonly to: 'formal-check'; readonly rank: number; readonly list: number }
  | { readonly to: 'panel' }
  | { readonly to: 'proposal' }
  | { readonly to: 'notice' }
  | { readonly to: 'withheld'; readonly reason: Withheld['reason'] }
  | { readonly to: 'nursery' }
  | { readonly to: 'award' }
  | { readonly to: 'title'; readonly documentNumber: string; readonly on: DateText }
  | { readonly to: 'out'; readonly because: 'not-recommended' | 'not-in-time' };

type Step = (rules: RoundRules, state: CaseState, caseId: string, round: RoundState) => Following | null;

/** What the round asks of the case now; null when the case is where the round is, waits for people, or does not belong to it. */
export function followingOf(
  procedure: Procedure,
  state: CaseState,
  caseId: string,
  round: RoundState,
): Following | null {
  const rules = procedure.round;
  if (!rules || state.phase !== 'running' || state.stage === null || state.suspension) return null;
  if (!belongs(rules, state, caseId, round)) return null;
  const at = (Object.keys(STEPS) as (keyof RoundRules['stages'])[]).find((key) => rules.stages[key] === state.stage);
  return at ? STEPS[at](rules, state, caseId, round) : early(rules, procedure, state, round);
}

const STEPS: { readonly [stage in keyof RoundRules['stages']]: Step } = {
  recommendation: (_rules, state, caseId, round) => {
    const rank = districtRank(state, caseId, round);
    const list = round.listSeq[state.district] ?? 0;
    if (rank !== null && list > state.listSeq) return { to: 'formal-check', rank, list };
    return hasReached(round, 'frozen') ? { to: 'out', because: 'not-recommended' } : null;
  },
  gathering: (_rules, _state, caseId, round) => {
    if (!hasReached(round, 'frozen')) return null;
    return round.candidates.includes(caseId) ? { to: 'panel' } : { to: 'out', because: 'not-in-time' };
  },
  ranking: (_rules, _state, _caseId, round) => (hasReached(round, 'ranked') ? { to: 'proposal' } : null),
  proposal: (_rules, _state, caseId, round) => {
    if (!hasReached(round, 'proposed')) return null;
    const held = round.withheld.find((entry) => entry.caseId === caseId);
    if (held) return { to: 'withheld', reason: held.reason };
    if (!round.list.includes(caseId)) return { to: 'nursery' };
    return hasReached(round, 'published') ? { to: 'notice' } : null;
  },
  notice: (_rules, state, _caseId, round) => {
    const disputed = state.objections.some(({ late, status }) => !late && status !== 'dismissed');
    return hasReached(round, 'cleared') && !disputed ? { to: 'award' } : null;
  },
  award: (_rules, state, caseId, round) => {
    const document = round.documents.find(({ cases }) => cases.includes(caseId));
    if (document) return { to: 'title', documentNumber: document.number, on: document.on };
    const held = round.withheld.filter((entry) => entry.caseId === caseId);
    const newest = held.at(-1);
    return newest && held.length > state.timesHeld ? { to: 'withheld', reason: newest.reason } : null;
  },
};

/** A case that is still with the district when the candidates are frozen goes on without this round. */
function early(rules: RoundRules, procedure: Procedure, state: CaseState, round: RoundState): Following | null {
  const placeOf = (stage: string | null) => procedure.stages.findIndex(({ id }) => id === stage);
  const before = placeOf(state.stage) < placeOf(rules.stages.recommendation);
  return before && hasReached(round, 'frozen') ? { to: 'out', because: 'not-in-time' } : null;
}

/** A case without a round joins the one in which its district recommends it; never again the one that it has left. */
function belongs(rules: RoundRules, state: CaseState, caseId: string, round: RoundState): boolean {
  if (state.round !== null) return state.round === round.id;
  const asked = state.left !== round.id && districtRank(state, caseId, round) !== null;
  return asked && state.stage === rules.stages.recommendation;
}

function districtRank(state: CaseState, caseId: string, round: RoundState): number | null {
  const place = (round.recommendations[state.district] ?? []).indexOf(caseId);
  return place < 0 ? null : place + 1;
}
