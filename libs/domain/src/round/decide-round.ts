import { deriveDue } from '../calendar/due.js';
import { compareInstants, dateOf } from '../calendar/instants.js';
import type { DateText, Instant } from '../calendar/calendar.js';
import type { Problem } from '../form/definition.js';
import type { Actor } from '../process/actor.js';
import type { Procedure, RoundRules } from '../process/procedure.js';
import { refuse, type Refusal } from '../process/refusal.js';
import { frozen } from './cut-off.js';
import { districtOf } from './district-of.js';
import { rankCandidates, type Contender } from './ranking.js';
import { recommendationFaults } from './recommend.js';
import { entitledInRound, ownFirmListed } from './round-hands.js';
import type { RoundCommand, RoundCommandType } from './round-command.js';
import { sifted } from './sifting.js';
import { roundDeadlines, yearMissing } from './round-deadlines.js';
import type { DecidedRoundEvent } from './round-event.js';
import type { RoundCase, RoundFacts } from './round-facts.js';
import { hasReached, type RoundState, type RoundTerms } from './round-state.js';
import { candidatesIn, documentsDue, isOpenIn, isSettled } from './round-work.js';

interface Situation {
  readonly procedure: Procedure;
  readonly rules: RoundRules;
  readonly round: RoundState;
  readonly facts: RoundFacts;
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: DateText;
}

type Ruling = readonly DecidedRoundEvent[] | Refusal;

/** As for cases: `open` is the button, `rule` judges the payload. */
interface Rule<T extends RoundCommandType> {
  readonly open: (situation: Situation) => Refusal | null;
  readonly rule: (situation: Situation, command: Extract<RoundCommand, { type: T }>) => Ruling;
}

export type RoundDecision =
  | { readonly ok: true; readonly events: readonly DecidedRoundEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** 申报通知: the bureau calls a round: window, cut-off, quota, cap. */
const call: Rule<'call'> = {
  open: (situation) => (situation.round.phase === 'none' ? entitledInRound(situation, 'call') : refuse('not-now')),
  rule: (_situation, { type: _type, ...called }) => {
    const problems = termsFaults(called.terms);
    return problems.length > 0 ? refuse('round-faulty', { problems }) : [{ type: 'round.called', data: called }];
  },
};

/** The clock opens and closes the window, freezes the candidates, ends the notice. */
const fire: Rule<'fire'> = {
  open: ({ actor, round, rules, facts, now }) => {
    if (actor.kind !== 'clock') return refuse('not-permitted');
    const rows = roundDeadlines(round, facts.calendar, rules);
    if (rows.length === 0) return refuse('nothing-due');
    return rows.some(({ dueAt }) => compareInstants(dueAt, now) <= 0) ? null : refuse('not-yet-due');
  },
  rule: ({ round, rules, facts, now }, { deadline }) => {
    const row = roundDeadlines(round, facts.calendar, rules).find(({ id }) => id === deadline);
    if (!row) return refuse('nothing-due', { params: { deadline } });
    const { dueAt } = row;
    if (compareInstants(dueAt, now) > 0) return refuse('not-yet-due', { params: { deadline, dueAt } });
    switch (row.id) {
      case 'opens:lapse':
        return [{ type: 'round.opened', data: { dueAt } }];
      case 'closes:lapse':
        return [{ type: 'round.closed', data: { dueAt } }];
      case 'cut-off:remind':
        return [{ type: 'round.reminded', data: { dueAt, cutOff: row.derivation.dueAt } }];
      case 'cut-off:lapse':
        return [{ type: 'round.frozen', data: { candidates: Object.values(round.recommendations).flat(), dueAt } }];
      default:
        return [{ type: 'round.cleared', data: { dueAt } }];
    }
  },
};

/** 推荐: a district's ranked list; it may be given anew until the cut-off. */
const recommend: Rule<'recommend'> = {
  open: ({ round, rules, actor }) => {
    if (!hasReached(round, 'open'))
      return refuse('round-not-open', { clause: 'opens', params: { opens: round.terms?.opens ?? '' } });
    return frozen(round) ?? (districtOf(actor, rules.recommender) === null ? refuse('not-permitted') : null);
  },
  rule: (situation, { cases }) => {
    const { round, rules, actor, facts } = situation;
    const district = districtOf(actor, rules.recommender) ?? '';
    const own = ownFirmListed(situation, [...cases, ...(round.recommendations[district] ?? [])]);
    if (own) return own;
    const problems = recommendationFaults({ rules, round, district, cases, known: facts.cases });
    if (problems.length > 0) return refuse('recommendation-faulty', { problems, clause: 'districtCap' });
    return [{ type: 'round.recommended', data: { district, cases } }];
  },
};

/** 综合排序: once every candidate has been judged, or has ended. */
const rank: Rule<'rank'> = {
  open: ({ round, rules, actor, facts }) => {
    if (round.phase !== 'frozen') return refuse('not-now');
    const pending = candidatesIn(round, facts.cases).filter((candidate) => !isSettled(rules, candidate.state));
    if (pending.length > 0) return refuse('candidates-pending', { params: { pending: pending.length } });
    return engineOrOperations(actor);
  },
  rule: ({ round, rules, facts }) => {
    const judged = candidatesIn(round, facts.cases).flatMap((candidate) => contenderOf(rules, candidate));
    const { ranking, cut } = rankCandidates(judged, { tieBreak: rules.tieBreak, quota: round.terms?.quota ?? 0 });
    return [{ type: 'round.ranked', data: { ranking, cut } }];
  },
};

/** 拟认定: the leader takes the list that the ranking gives. Whoever has withdrawn since gives the place to the next. */
const propose: Rule<'propose'> = {
  open: (situation) => {
    if (situation.round.phase !== 'ranked') return refuse('not-now');
    return entitledInRound(situation, 'propose') ?? ownFirmListed(situation, alive(situation));
  },
  rule: (situation, { opinion }) => {
    const { round, actor } = situation;
    const ranked = alive(situation);
    const quota = round.terms?.quota ?? 0;
    return [
      {
        type: 'round.proposed',
        data: { list: ranked.slice(0, quota), nursery: ranked.slice(quota) },
        ...words(actor, opinion),
      },
    ];
  },
};

/**
 * 公示: one notice for the list; what the registers hold back is left out of it, with the reason. Its last day is printed and must hold, so
 * nothing is published that would run into a year whose holidays are not published yet: operations publish that year first.
 */
const publish: Rule<'publish'> = {
  open: ({ round, rules, actor, facts, today }) => {
    if (round.phase !== 'proposed') return refuse('not-now');
    const closed = engineOrOperations(actor);
    const year = yearMissing(rules, today, facts.calendar);
    return closed ?? (year === null ? null : refuse('notice-end-unknown', { params: { year } }));
  },
  rule: ({ round, rules, facts, today }) => {
    const due = deriveDue(facts.calendar, rules.notice, today, []);
    if (!due || facts.number === null) return refuse('not-now');
    const { list, withheld, checks } = sifted(
      facts.cases,
      round.list.filter((caseId) => isRunning(facts, caseId)),
    );
    const number = `${rules.noticePrefix}〔${today.slice(0, 4)}〕${facts.number}号`;
    const notice = { number, from: today, until: due.lastDay, closesAt: due.dueAt };
    return [{ type: 'round.published', data: { ...notice, list, withheld, checks } }];
  },
};

/**
 * 签发: one document for every entry that is clear; entries that an objection had held up get a supplementary one. When the registers hold
 * back all that is ready there is no document and no number, only the record of it, which each of these cases follows.
 */
const issue: Rule<'issue'> = {
  open: (situation) => {
    const { round, rules, facts } = situation;
    if (!hasReached(round, 'cleared') || round.phase === 'completed') return refuse('not-now');
    const closed = entitledInRound(situation, 'issue');
    if (closed) return closed;
    const { ready, pending } = documentsDue(rules, round, facts.cases);
    if (pending.length > 0) return refuse('candidates-pending', { params: { pending: pending.length } });
    return ready.length > 0 ? ownFirmListed(situation, ready) : refuse('not-now');
  },
  rule: ({ procedure, rules, round, facts, today, actor }, { opinion }) => {
    const award = procedure.stages.find(({ id }) => id === rules.stages.award);
    const { list: cases, withheld, checks } = sifted(facts.cases, documentsDue(rules, round, facts.cases).ready);
    if (cases.length === 0) return [{ type: 'round.withheld', data: { withheld, checks }, ...words(actor, opinion) }];
    if (award?.kind !== 'award' || facts.number === null) return refuse('not-now');
    const number = `${award.documentPrefix}〔${today.slice(0, 4)}〕${facts.number}号`;
    const supplementary = round.documents.length > 0;
    return [
      {
        type: 'round.issued',
        data: { number, cases, on: today, supplementary, withheld, checks },
        ...words(actor, opinion),
      },
    ];
  },
};

/** 轮次办结: nothing of the round is open any more. */
const complete: Rule<'complete'> = {
  open: ({ round, facts, actor }) => {
    if (!hasReached(round, 'frozen') || round.phase === 'completed') return refuse('not-now');
    const left = facts.cases.filter(({ state }) => isOpenIn(round, state));
    return left.length > 0
      ? refuse('candidates-pending', { params: { pending: left.length } })
      : engineOrOperations(actor);
  },
  rule: ({ today }) => [{ type: 'round.completed', data: { on: today } }],
};

const RULES: { readonly [T in RoundCommandType]: Rule<T> } = {
  call,
  fire,
  recommend,
  rank,
  propose,
  publish,
  issue,
  complete,
};

/** Every command of a round, in the order of its life. */
export const ROUND_COMMAND_TYPES = Object.keys(RULES) as readonly RoundCommandType[];

/** May this happen to the round, and what follows? Pure, like `decide`. */
export function decideRound(
  procedure: Procedure,
  round: RoundState,
  command: RoundCommand,
  facts: RoundFacts,
  actor: Actor,
  now: Instant,
): RoundDecision {
  const situation = situationOf(procedure, round, facts, actor, now);
  if (!situation) return { ok: false, refusal: refuse('round-missing') };
  const rule = RULES[command.type] as Rule<RoundCommandType>;
  const ruling = rule.open(situation) ?? rule.rule(situation, command);
  return 'code' in ruling ? { ok: false, refusal: ruling } : { ok: true, events: ruling };
}

/** Which buttons of the round the actor has now. */
export function roundStepsOpenTo(
  procedure: Procedure,
  round: RoundState,
  facts: RoundFacts,
  actor: Actor,
  now: Instant,
): RoundCommandType[] {
  const situation = situationOf(procedure, round, facts, actor, now);
  if (!situation) return [];
  return ROUND_COMMAND_TYPES.filter((type) => (RULES[type] as Rule<RoundCommandType>).open(situation) === null);
}

function situationOf(
  procedure: Procedure,
  round: RoundState,
  facts: RoundFacts,
  actor: Actor,
  now: Instant,
): Situation | null {
  const rules = procedure.round;
  return rules ? { procedure, rules, round, facts, actor, now, today: dateOf(now) } : null;
}

/** The ranked cases that still run, in their order. */
function alive({ round, facts }: Situation): readonly string[] {
  return round.ranking.map(({ caseId }) => caseId).filter((caseId) => isRunning(facts, caseId));
}

function engineOrOperations(actor: Actor): Refusal | null {
  return actor.kind === 'system' || (actor.kind === 'person' && actor.role === 'operations')
    ? null
    : refuse('not-permitted');
}

/** A candidate with its opened marks, if it has come to the ranking. */
export function contenderOf(rules: RoundRules, { caseId, state, receivedAt }: RoundCase): Contender[] {
  const marks = state.judgement?.marks;
  return state.phase === 'running' && state.stage === rules.stages.ranking && marks
    ? [{ caseId, marks, receivedAt }]
    : [];
}

function isRunning(facts: RoundFacts, caseId: string): boolean {
  return facts.cases.some((known) => known.caseId === caseId && known.state.phase === 'running');
}

function termsFaults({ opens, closes, cutOff, quota, districtCap }: RoundTerms): Problem[] {
  const faults: Problem[] = [];
  const fault = (at: string, code: string, params: Problem['params'] = {}) =>
    faults.push({ at: `terms.${at}`, code, params });
  if (compareInstants(opens, closes) >= 0) fault('closes', 'not-after');
  if (compareInstants(closes, cutOff) > 0) fault('cutOff', 'not-after');
  if (!Number.isInteger(quota) || quota < 1) fault('quota', 'out-of-range', { min: 1 });
  if (!Number.isInteger(districtCap) || districtCap < 1) fault('districtCap', 'out-of-range', { min: 1 });
  return faults;
}

function words(actor: Actor, opinion: string) {
  if (actor.kind !== 'person' || opinion.trim() === '') return {};
  return { secret: { subject: `person:${actor.person}`, content: { opinion: opinion.trim() } } };
}
