import { isContested } from '../process/answers.js';
import type { Procedure, RoundRules } from '../process/procedure.js';
import type { CaseState } from '../process/state.js';
import { followingOf } from './following.js';
import { hasReached, type RoundState } from './round-state.js';

/** A case as far as the work of its round needs to know it. */
export interface Follower {
  readonly caseId: string;
  readonly state: CaseState;
  readonly procedure: Procedure;
}

/** Work that a round gives to the engine, in order. */
export type RoundWork =
  | { readonly type: 'follow'; readonly caseId: string }
  | { readonly type: 'rank' }
  | { readonly type: 'publish' }
  | { readonly type: 'complete' };

/**
 * What the engine must do for the round now: bring every case to where the round is, rank when all are judged, publish what the leader has
 * proposed, end the round. Everything may be asked for again; the ledger does it once.
 */
export function roundWork(rules: RoundRules, round: RoundState, cases: readonly Follower[]): readonly RoundWork[] {
  if (round.phase === 'none' || round.phase === 'completed') return [];
  const behind = inListOrder(round, cases).filter(
    ({ caseId, state, procedure }) => followingOf(procedure, state, caseId, round) !== null,
  );
  if (behind.length > 0) return behind.map(({ caseId }) => ({ type: 'follow', caseId }));
  if (round.phase === 'proposed' && round.list.length > 0) return [{ type: 'publish' }];
  const candidates = candidatesIn(round, cases);
  const judged = candidates.some(({ state }) => state.phase === 'running');
  if (round.phase === 'frozen' && judged && candidates.every(({ state }) => isSettled(rules, state)))
    return [{ type: 'rank' }];
  return isOver(round, cases) ? [{ type: 'complete' }] : [];
}

function isOver(round: RoundState, cases: readonly Follower[]): boolean {
  return hasReached(round, 'frozen') && !cases.some(({ state }) => isOpenIn(round, state));
}

/** Certificates are numbered in the order of the list, so the list goes first. */
function inListOrder(round: RoundState, cases: readonly Follower[]): Follower[] {
  const place = (caseId: string) => (round.list.includes(caseId) ? round.list.indexOf(caseId) : round.list.length);
  return [...cases].sort((a, b) => place(a.caseId) - place(b.caseId) || (a.caseId < b.caseId ? -1 : 1));
}

/** Whether a case still runs in the round; one that has left it runs elsewhere. */
export function isOpenIn({ id }: RoundState, { phase, round }: CaseState): boolean {
  return phase !== 'closed' && round === id;
}

/**
 * The candidates that are in the round. One that was sent back before they were frozen may have won its appeal since, and waits for another
 * round: nobody waits for it here.
 */
export function candidatesIn<Case extends Pick<Follower, 'caseId' | 'state'>>(
  round: RoundState,
  cases: readonly Case[],
): readonly Case[] {
  return cases.filter(({ caseId, state }) => round.candidates.includes(caseId) && state.left !== round.id);
}

/** A candidate has been judged, or is out. */
export function isSettled(rules: RoundRules, { phase, stage }: CaseState): boolean {
  return phase === 'closed' || stage === rules.stages.ranking;
}

/** Which entries may be signed now, and which of the first list are still on their way; an entry under objection or suspended waits alone. */
export function documentsDue(
  rules: RoundRules,
  round: RoundState,
  cases: readonly Pick<Follower, 'caseId' | 'state'>[],
): { readonly ready: readonly string[]; readonly pending: readonly string[] } {
  const issued = new Set(round.documents.flatMap((document) => document.cases));
  const held = new Set(round.withheld.map(({ caseId }) => caseId));
  const stateOf = (caseId: string) => cases.find((known) => known.caseId === caseId)?.state;
  const open = round.list.filter((caseId) => !issued.has(caseId) && stateOf(caseId)?.phase === 'running');
  const waits = (caseId: string) => isHeldUp(stateOf(caseId));
  const ready = open.filter((caseId) => stateOf(caseId)?.stage === rules.stages.award && !waits(caseId));
  const pending = open.filter((caseId) => !ready.includes(caseId) && !held.has(caseId) && !waits(caseId));
  return { ready, pending };
}

/** Suspended, or under an objection that came in time: wherever the entry stands, it waits alone. */
function isHeldUp(state: CaseState | undefined): boolean {
  return state?.suspension !== null || isContested(state);
}
