import type { DateText } from '../calendar/calendar.js';
import { conflictWith } from '../panel/conflicts.js';
import { admissiblePanels, drawPanel, inOrder, nextAlternate, poolHash } from '../panel/draw.js';
import { checkMarks, commitmentOf, totalOf } from '../panel/marks.js';
import { isLate, isToBeOpened } from '../panel/quorum.js';
import { hashOf, hashText } from '../process/canonical.js';
import type { DecidedEvent } from '../process/event.js';
import type { Candidate } from '../process/panel-facts.js';
import type { ExpertFact } from '../process/facts.js';
import type { PanelStage } from '../process/procedure.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import type { PanelState, Seat } from '../process/state.js';
import { systemWork } from '../process/system-work.js';
import { entitled } from './beside-desk.js';
import { opening, unsealedMarks } from './panel-opening.js';

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
    const left = leftOut(judged, facts.salt);
    const identities = Object.fromEntries(admitted.map(({ expert, candidate }) => [candidate.token, expert.id]));
    return [
      {
        type: 'panel.pool-frozen',
        data: {
          stage: stage.id,
          candidates,
          excluded: tally(judged.flatMap(({ barred }) => barred ?? [])),
          poolHash: poolHash(candidates),
          conflictHash: hashOf(left.map(({ token, reason }) => ({ token, reason }))),
        },
        secret: { subject: `panel:${state.applicant}`, content: { salt: facts.salt, identities, left } },
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

/**
 * 接受邀请: with the signature that there is no conflict and that the file stays confidential; before it the file is not open. The panel
 * convenes when every seat has accepted. Source: research on expert review §1.8 (confidentiality and no-conflict signature before files open).
 */
export const acceptInvitation: Rule<'accept-invitation'> = {
  open: (situation) => seatOpen(situation, ['invited']),
  rule: (situation, { noConflict, confidentiality }) => {
    if (!noConflict || !confidentiality)
      return refuse('declaration-missing', { params: { noConflict, confidentiality } });
    const seat = ownSeat(situation);
    const complete = panelOf(situation).seats.every(
      (other) => other.seat === seat.seat || other.status === 'accepted' || other.status === 'marked',
    );
    const accepted: DecidedEvent = {
      type: 'panel.invitation-accepted',
      data: { seat: seat.seat, noConflict, confidentiality },
    };
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
    const known = panelStageOf(situation).declineReasons.find(({ id }) => id === reason);
    if (!known) return refuse('ground-unknown', { params: { ground: reason } });
    const { seat } = ownSeat(situation);
    const data = { seat, reason, bySilence: false, recuses: known.recuses };
    return [{ type: 'panel.invitation-declined', data }];
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
  open: (situation) => {
    const { stage, state } = situation;
    if (stage?.kind !== 'panel' || !state.panel?.exhausted || state.panel.result) return refuse('not-now');
    return entitled(situation, 'redraw');
  },
  rule: (situation) => {
    const present = panelOf(situation).seats.filter(({ status }) => status !== 'declined');
    const released = present.map(({ token }) => token);
    return [{ type: 'panel.dissolved', data: { stage: panelStageOf(situation).id, released } }];
  },
};

/**
 * 评分: sealed by a commitment until the last seat is in, or, after the limit, until the quorum is; then all are opened together. What is
 * sealed cannot be changed, and the rubric is the one of the case's version of the procedure.
 */
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
    const { seats } = panelOf(situation);
    const after = seats.map((other): Seat => (other.seat === seat ? { ...other, status: 'marked' } : other));
    const stage = panelStageOf(situation);
    if (!isToBeOpened(stage, after, isLate(situation.state))) return [submitted];
    const all = [...unsealedMarks(situation, seats), { seat, total: totalOf(marks), items: marks.items }];
    return [submitted, ...opening(situation, stage, all)];
  },
};

function candidateOf(expert: ExpertFact, salt: string): Candidate {
  return {
    token: hashText(`${salt}|expert|${expert.id}`).slice(0, 32),
    group: hashText(`${salt}|group|${expert.employerGroup}`).slice(0, 32),
    category: expert.category,
  };
}

/** Why an expert may not be drawn, or null: out of the pool, gone from this case for good, or a conflict on record. */
function barredBy(expert: ExpertFact, creditCode: string, today: DateText): string | null {
  if (!expert.available) return 'not-available';
  return expert.recused ?? conflictWith(expert, creditCode, today);
}

/** Who may not be drawn and why, as commitments in the order of their tokens. */
function leftOut(
  judged: readonly { readonly expert: ExpertFact; readonly barred: string | null }[],
  salt: string,
): { readonly token: string; readonly expert: string; readonly reason: string }[] {
  const left = judged.flatMap(({ expert, barred }) =>
    barred === null ? [] : [{ token: candidateOf(expert, salt).token, expert: expert.id, reason: barred }],
  );
  return left.sort((a, b) => (a.token < b.token ? -1 : 1));
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
  if (stage?.kind !== 'panel' || !state.panel || state.panel.result) return refuse('not-now');
  if (actor.kind !== 'person' || actor.role !== 'expert') return refuse('not-permitted');
  const seat = state.panel.seats.find((candidate) => candidate.token === facts.token);
  if (!seat || seat.status === 'declined') return refuse('not-on-panel');
  return statuses.includes(seat.status) ? null : refuse('already-answered');
}
