import type { DecidedEvent } from '../process/event.js';
import { enter, opinionOf } from '../process/movement.js';
import type { Procedure, RoundRules } from '../process/procedure.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import { hasReached, type RoundState } from '../round/round-state.js';
import { entitled } from './beside-desk.js';
import { isOver } from './window.js';

/**
 * 复核申请: within the window after the end, the applicant's approver asks a decision to be looked at again, once, with reasons.
 * Source: practice of the city's notices (research §1.7: second level, 复核); the window and the office are the procedure's.
 */
export const appeal: Rule<'appeal'> = {
  open: (situation) => {
    const { actor, state } = situation;
    const own = actor.kind === 'person' && actor.organisation === state.applicant && actor.role === 'approver';
    if (!own) return refuse('not-permitted');
    const open = state.appeal?.status === 'open' && !isOver(situation, `appeal#${state.visit}/window`);
    return open ? null : refuse('appeal-closed');
  },
  rule: (situation, { opinion }) => {
    const { today } = situation;
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [{ type: 'appeal.lodged', data: { on: today }, ...opinionOf(situation, opinion) }];
  },
};

/** 复核决定: upheld, the contested decision is set aside and taken anew; dismissed, the case stays closed (then: 行政复议, or the court). */
export const decideAppeal: Rule<'decide-appeal'> = {
  open: (situation) => {
    const { procedure, state } = situation;
    if (!procedure.appeal || state.appeal?.status !== 'pending') return refuse('not-now');
    return entitled(situation, 'decide-appeal');
  },
  rule: (situation, { upheld, opinion }) => {
    if (opinion.trim() === '') return refuse('opinion-missing');
    const decided: DecidedEvent = { type: 'appeal.decided', data: { upheld }, ...opinionOf(situation, opinion) };
    return upheld ? [decided, ...reopening(situation)] : [decided];
  },
};

/**
 * Where a case goes on whose end was set aside: to the contested stage, as long as its round still waits for that stage. When the round has
 * gone past it (the candidates are frozen without the case, ranked, or the list is made), what the round has decided of the others stands:
 * the case leaves it and waits at the district for the next round, as a repaired case does.
 */
function reopening(situation: Situation): readonly DecidedEvent[] {
  const { procedure, state } = situation;
  const contested = state.appeal?.stage ?? '';
  const rules = procedure.round;
  if (!rules || stillHeard(situation, rules, contested)) return [enter(situation, contested)];
  const { recommendation } = rules.stages;
  const early = isBefore(procedure, contested, recommendation);
  const left: DecidedEvent[] =
    state.round === null
      ? []
      : [{ type: 'application.left-round', data: { round: state.round, because: 'not-in-time' } }];
  return [...left, enter(situation, early ? contested : recommendation)];
}

/** Whether the round of the case can still take it from the contested stage on. A case without a round begins at the district. */
function stillHeard({ procedure, state, facts }: Situation, { stages }: RoundRules, contested: string): boolean {
  if (state.round === null) return !isBefore(procedure, stages.recommendation, contested);
  const { round, caseId } = facts;
  if (round?.id !== state.round || caseId === null) return false;
  if (isBefore(procedure, contested, stages.gathering)) return !hasReached(round, 'frozen');
  if (isBefore(procedure, contested, stages.ranking))
    return round.candidates.includes(caseId) && !hasReached(round, 'ranked');
  return contested === stages.award && isListed(round, caseId) && round.phase !== 'completed';
}

/** An entry of the list keeps its place: once it is clear, it gets a supplementary document. */
function isListed({ list }: RoundState, caseId: string): boolean {
  return list.includes(caseId);
}

function isBefore({ stages }: Procedure, one: string, other: string): boolean {
  const placeOf = (id: string) => stages.findIndex((stage) => stage.id === id);
  return placeOf(one) < placeOf(other);
}
