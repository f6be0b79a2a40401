import type { DateText } from '../calendar/calendar.js';
import { conflictWith } from '../panel/conflicts.js';
import { admissiblePanels, drawPanel, inOrder, nextAlternate, poolHash } from '../panel/draw.js';
import { checkMarks, commitmentOf, totalOf, trimmedMean } from '../panel/marks.js';
import { hashText } from '../process/canonical.js';
import type { Candidate, DecidedEvent, SeatMark } from '../process/event.js';
import type { ExpertFact } from '../process/facts.js';
import { ending, enter } from '../process/movement.js';
import { fills } from '../process/parties.js';
import type { PanelStage } from '../process/procedure.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import type { PanelState, Seat } from '../process/state.js';
import { systemWork } from '../process/system-work.js';

/** A seed carries 128 bits at least, so that nobody can try seeds out. */
const SEED = /^[0-9a-f]{32,128}$/;

/** 冻结专家库: pool and conflicts are fixed and fingerprinted before any seed is known. */
export const freezePool: Rule<'freeze-pool'> = {
  open: (situation) => engineOrOperations(situation, 'freeze-pool'),
  rule: (situation) => {
    const { facts, today, state } = situation;
    const stage = panelStageOf(situation);
    const creditCode = state.applicant.replace(/^enterprise:/, '');
    const judged = (facts.experts ?? []).map((expert) => ({
      expert,
      barred: barredBy(expert, creditCode, today),
    }));
    const admitted = judged
      .filter(({ barred }) => barred === null)
      .map(({ expert }) => ({ expert, candidate: candidateOf(expert, facts.salt) }));
    const candidates = inOrder(admitted.map(({ candidate }) => candidate));
    if (admissiblePanels(candidates, stage.strata) === 0)
      return refuse('pool-too-small', { params: { candidates: candidates.length } });
    const identities = Object.fromEntries(admitted.map(({ expert, candidate }) => [candidate.token, expert.id]));
    return [
      {
        type: 'panel.pool-frozen',
        data: {
          stage: stage.id,
          candidates,
          excluded: tally(judged.flatMap(({ barred }) => barred ?? [])),
          poolHash: poolHash(candidates),
        },
        secret: { subject: `panel:${state.applicant}`, content: { salt: facts.salt, identities } },
      },
    ];
  },
};

/** 抽取: the seed, made after the freeze, decides; `decide` recomputes, so the result cannot be chosen. Only the engine draws. */
export const draw: Rule<'draw'> = {
  open: ({ actor, procedure, state }) => {
    if (systemWork(procedure, state)[0]?.type !== 'draw')
      return refuse(state.panel?.seed ? 'already-drawn' : 'pool-not-frozen');
    return actor.kind === 'system' ? null : refuse('not-permitted');
  },
  rule: (situation, { seed }) => {
    if (!SEED.test(seed)) return refuse('seed-malformed');
    const stage = panelStageOf(situation);
    const panel = panelOf(situation);
    const { seats, alternates, redraws } = drawPanel(panel.candidates, stage.strata, seed);
    return [
      {
        type: 'panel.drawn',
        data: { stage: stage.id, seed, poolHash: panel.poolHash, redraws, seats, alternates, on: situation.today },
      },
    ];
  },
};

/** 接受邀请: with the declaration that there is no conflict. The panel convenes when every seat has accepted. */
export const acceptInvitation: Rule<'accept-invitation'> = {
  open: (situation) => seatOpen(situation, ['invited']),
  rule: (situation) => {
    const seat = ownSeat(situation);
    const complete = panelOf(situation).seats.every(
      (other) => other.seat === seat.seat || other.status === 'accepted' || other.status === 'marked',
    );
    const accepted: DecidedEvent = { type: 'panel.invitation-accepted', data: { seat: seat.seat } };
    const convened: DecidedEvent = {
      type: 'panel.convened',
      data: { stage: panelStageOf(situation).id, on: situation.today },
    };
    return complete ? [accepted, convened] : [accepted];
  },
};

/** 谢绝 / 回避: until his marks are in, an expert may decline or declare a conflict. */
export const declineInvitation: Rule<'decline-invitation'> = {
  open: (situation) => seatOpen(situation, ['invited', 'accepted']),
  rule: (situation, { reason }) => {
    if (!panelStageOf(situation).declineReasons.includes(reason))
      return refuse('ground-unknown', { params: { ground: reason } });
    return [{ type: 'panel.invitation-declined', data: { seat: ownSeat(situation).seat, reason, bySilence: false } }];
  },
};

/** 递补: the next alternate of the same category from another employer; nobody left means the bureau must look. */
export const replace: Rule<'replace'> = {
  open: (situation) => engineOrOperations(situation, 'replace'),
  rule: (situation, command) => {
    const panel = panelOf(situation);
    const vacant = panel.seats.find((seat) => seat.seat === command.seat && seat.status === 'declined');
    if (!vacant) return refuse('nothing-to-replace', { params: { seat: command.seat } });
    const groupOf = (token: string): string =>
      panel.candidates.find((candidate) => candidate.token === token)?.group ?? '';
    const seated = new Set(
      panel.seats
        .filter((seat) => seat.seat !== vacant.seat && seat.status !== 'declined')
        .map((seat) => groupOf(seat.token)),
    );
    const next = nextAlternate(panel.alternates, vacant.category, seated);
    if (!next) return [{ type: 'panel.exhausted', data: { seat: vacant.seat } }];
    return [
      {
        type: 'panel.seat-replaced',
        data: { seat: vacant.seat, category: vacant.category, token: next.token, on: situation.today },
      },
    ];
  },
};

/** 重新抽取: the bureau dissolves a panel that cannot be filled; pool and draw begin anew. */
export const redraw: Rule<'redraw'> = {
  open: ({ stage, state, actor }) => {
    if (stage?.kind !== 'panel' || !state.panel?.exhausted) return refuse('not-now');
    return fills(actor, stage.office, state.district) ? null : refuse('not-permitted');
  },
  rule: (situation) => [{ type: 'panel.dissolved', data: { stage: panelStageOf(situation).id } }],
};

/** 评分: sealed by a commitment until the last seat is in; then all are opened together. */
export const submitMarks: Rule<'submit-marks'> = {
  open: (situation) => {
    const own = situation.state.panel?.seats.find((seat) => seat.token === situation.facts.token);
    if (own?.status === 'marked') return refuse('already-marked', { params: { seat: own.seat } });
    const closed = seatOpen(situation, ['accepted']);
    return closed ?? (situation.state.panel?.convened ? null : refuse('panel-incomplete'));
  },
  rule: (situation, { marks }) => {
    const problems = checkMarks(panelStageOf(situation).rubric, marks);
    if (problems.length > 0) return refuse('marks-invalid', { problems, clause: 'rubric' });
    const { seat } = ownSeat(situation);
    const { salt } = situation.facts;
    const submitted: DecidedEvent = {
      type: 'panel.mark-submitted',
      data: { seat, commitment: commitmentOf(seat, salt, marks) },
      secret: {
        subject: `seat:${situation.facts.token ?? ''}`,
        content: { seat, salt, items: marks.items, comments: marks.comments },
      },
    };
    const others = panelOf(situation).seats.filter((other) => other.seat !== seat);
    if (!others.every((other) => other.status === 'marked')) return [submitted];
    return [submitted, ...opening(situation, others, { seat, total: totalOf(marks), items: marks.items })];
  },
};

function opening(situation: Situation, others: readonly Seat[], own: SeatMark): readonly DecidedEvent[] {
  const stage = panelStageOf(situation);
  const marks = [...others.map((other) => unsealed(situation, other)), own].sort((a, b) => a.seat - b.seat);
  const result = trimmedMean(
    marks.map((mark) => mark.total),
    stage.rubric.passMark,
  );
  const opened: DecidedEvent = { type: 'panel.opened', data: { stage: stage.id, marks, ...result } };
  if (result.passed) return [opened, enter(situation, stage.next)];
  return [
    opened,
    { type: 'application.refused', data: { stage: stage.id, ground: 'below-pass-mark' } },
    ...ending(situation, 'refused'),
  ];
}

/** @throws when stored marks do not fit the commitment: the ledger has been tampered with, nothing may be decided on it. */
function unsealed({ facts }: Situation, seat: Seat): SeatMark {
  const sealed = facts.marks?.find((mark) => mark.seat === seat.seat);
  if (!sealed || commitmentOf(seat.seat, sealed.salt, sealed.marks) !== seat.commitment)
    throw new Error(`marks of seat ${seat.seat} do not fit their commitment`);
  return { seat: seat.seat, total: totalOf(sealed.marks), items: sealed.marks.items };
}

function candidateOf(expert: ExpertFact, salt: string): Candidate {
  return {
    token: hashText(`${salt}|expert|${expert.id}`).slice(0, 32),
    group: hashText(`${salt}|group|${expert.employerGroup}`).slice(0, 32),
    category: expert.category,
  };
}

/** Why an expert may not be drawn, or null: out of the pool, a conflict declared in this case, or one on record. */
function barredBy(expert: ExpertFact, creditCode: string, today: DateText): string | null {
  if (!expert.available) return 'not-available';
  return expert.recused ? 'declared-conflict' : conflictWith(expert, creditCode, today);
}

function tally(reasons: readonly string[]): Record<string, number> {
  return reasons.reduce<Record<string, number>>(
    (counts, reason) => ({ ...counts, [reason]: (counts[reason] ?? 0) + 1 }),
    {},
  );
}

function panelStageOf({ stage }: Situation): PanelStage {
  if (stage?.kind !== 'panel') throw new Error('not in a panel');
  return stage;
}

function panelOf({ state }: Situation): PanelState {
  if (!state.panel) throw new Error('no panel');
  return state.panel;
}

function ownSeat(situation: Situation): Seat {
  const seat = panelOf(situation).seats.find((candidate) => candidate.token === situation.facts.token);
  if (!seat) throw new Error('not on the panel');
  return seat;
}

/** System work: the engine does it; when it is late, operations may give the same command by hand. */
function engineOrOperations({ actor, procedure, state }: Situation, type: 'freeze-pool' | 'replace'): Refusal | null {
  if (systemWork(procedure, state)[0]?.type !== type) return refuse('not-now');
  return actor.kind === 'system' || (actor.kind === 'person' && actor.role === 'operations')
    ? null
    : refuse('not-permitted');
}

function seatOpen({ stage, state, facts, actor }: Situation, statuses: readonly Seat['status'][]): Refusal | null {
  if (stage?.kind !== 'panel' || !state.panel) return refuse('not-now');
  if (actor.kind !== 'person' || actor.role !== 'expert') return refuse('not-permitted');
  const seat = state.panel.seats.find((candidate) => candidate.token === facts.token);
  if (!seat || seat.status === 'declined') return refuse('not-on-panel');
  return statuses.includes(seat.status) ? null : refuse('already-answered');
}
