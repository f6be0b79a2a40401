import { addDays, addYears } from '../calendar/instants.js';
import type { DecidedEvent } from '../process/event.js';
import { close, ending, enter, passed } from '../process/movement.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import type { CheckResult } from '../process/state.js';
import { followingOf, type Following } from '../round/following.js';
import { groundOf, obstacleOf } from '../round/registers.js';
import type { RoundState, Withheld } from '../round/round-state.js';
import { certificateNumber } from './award.js';

/** 随轮次推进: what the round has decided of all its cases happens in each of them. The engine does it, once for each step. */
export const followRound: Rule<'follow-round'> = {
  open: (situation) => {
    if (situation.actor.kind !== 'system' && !byHand(situation)) return refuse('not-permitted');
    return next(situation) ? null : refuse('not-now');
  },
  rule: (situation) => {
    const following = next(situation);
    const round = situation.facts.round;
    if (!following || !round) return refuse('not-now');
    return FOLLOW[following.to](situation, following as never, round);
  },
};

function byHand({ actor }: Situation): boolean {
  return actor.kind === 'person' && actor.role === 'operations';
}

function next({ procedure, state, facts }: Situation): Following | null {
  return facts.round && facts.caseId !== null ? followingOf(procedure, state, facts.caseId, facts.round) : null;
}

type Step<T extends Following['to']> = (
  situation: Situation,
  following: Extract<Following, { to: T }>,
  round: RoundState,
) => readonly DecidedEvent[];

const FOLLOW: { readonly [T in Following['to']]: Step<T> } = {
  'formal-check': (situation, { rank, list }, round) => [
    ...checked(situation, 'recommendation'),
    { type: 'application.recommended', data: { stage: here(situation), round: round.id, rank, list } },
    passed(situation, here(situation)),
    enter(situation, onwards(situation)),
  ],
  panel: (situation) => [enter(situation, onwards(situation))],
  proposal: (situation, _following, round) => [...ranked(situation, round), enter(situation, onwards(situation))],
  notice: (situation, _following, round) => {
    if (!round.notice) return [];
    const stage = onwards(situation);
    return [
      ...checked(situation, 'notice'),
      { type: 'application.signed', data: { stage: here(situation) } },
      { type: 'notice.published', data: { stage, ...round.notice } },
      enter(situation, stage),
    ];
  },
  withheld: withhold,
  nursery: (situation, _following, round) => [...ranked(situation, round), ...ending(situation, 'nursery-list')],
  award: (situation) => [
    { type: 'notice.ended', data: { stage: here(situation) } },
    enter(situation, onwards(situation)),
  ],
  title: (situation, following) => [...checked(situation, 'award'), ...titled(situation, following)],
  out: leave,
};

function here({ stage }: Situation): string {
  return stage?.id ?? '';
}

function onwards({ stage }: Situation): string {
  if (!stage || stage.kind === 'award') throw new Error('nothing follows');
  return stage.next;
}

/** What the registers said in the round's own transaction, so that list and case cannot differ; before there was one, what they say now. */
function checked({ facts, today }: Situation, moment: CheckResult['moment']): readonly DecidedEvent[] {
  const known = facts.round?.checks.find(({ caseId }) => caseId === facts.caseId)?.check;
  const check = moment === 'recommendation' ? facts.check : (known ?? facts.check);
  return check ? [{ type: 'application.checked', data: { moment, ...check, on: today } }] : [];
}

function ranked({ facts, state }: Situation, round: RoundState): readonly DecidedEvent[] {
  const place = round.ranking.find(({ caseId }) => caseId === facts.caseId);
  if (!place) return [];
  const result = round.list.includes(place.caseId) ? 'within-quota' : place.result;
  const final = round.list.length > 0 && !round.list.includes(place.caseId) ? 'nursery-list' : result;
  const event: DecidedEvent = {
    type: 'application.ranked',
    data: { round: round.id, rank: place.rank, of: round.ranking.length, result: final },
  };
  return state.place?.result === final ? [] : [event];
}

/** Before the notice the place on the list is lost; before the document it is kept. */
function withhold(situation: Situation, { reason }: { readonly reason: Withheld['reason'] }): readonly DecidedEvent[] {
  return stopped(situation, reason, situation.stage?.kind === 'award' ? 'award' : 'notice');
}

/** A veto ends the case, with its ground; what can be repaired suspends it. */
function stopped(
  situation: Situation,
  reason: Withheld['reason'],
  moment: CheckResult['moment'],
): readonly DecidedEvent[] {
  if (reason === 'credit-blocked')
    return [
      ...checked(situation, moment),
      {
        type: 'application.suspended',
        data: { ground: 'credit', leftRound: moment !== 'award', on: situation.today },
      },
    ];
  return [
    ...checked(situation, moment),
    { type: 'application.refused', data: { stage: here(situation), ground: groundOf(reason) } },
    ...ending(situation, 'refused'),
  ];
}

/**
 * The candidates are frozen without the case. What the registers say of it today comes first: vetoed it ends with that ground, blocked it
 * waits for the repair; else it was not recommended. Still on its way to the recommendation it goes on.
 */
function leave(
  situation: Situation,
  { because }: { readonly because: string },
  round: RoundState,
): readonly DecidedEvent[] {
  const { facts, procedure, state } = situation;
  if (because === 'not-in-time') return [{ type: 'application.left-round', data: { round: round.id, because } }];
  const obstacle = facts.check && obstacleOf(procedure, facts.check, state.waived);
  return obstacle ? stopped(situation, obstacle, 'recommendation') : ending(situation, 'not-recommended');
}

/** 认定: the number of the list, a certificate of its own, a title from the day of the document to its last day. */
function titled(
  situation: Situation,
  { documentNumber, on }: Extract<Following, { to: 'title' }>,
): readonly DecidedEvent[] {
  const { stage, facts, today, procedure } = situation;
  if (stage?.kind !== 'award' || !facts.numbers) throw new Error('no certificate number');
  return [
    {
      type: 'award.issued',
      data: {
        documentNumber,
        certificateNumber: certificateNumber(stage, today.slice(0, 4), facts.numbers.certificate),
        title: procedure.title.zh,
        validFrom: on,
        validUntil: addDays(addYears(on, stage.titleYears), -1),
      },
    },
    close('awarded'),
  ];
}
