import { compareInstants, dateOf } from '../calendar/instants.js';
import { deadlines } from '../process/deadlines.js';
import type { DueRow } from '../process/deadlines.js';
import type { DecidedEvent } from '../process/event.js';
import { limitFor, overdueLimits } from '../process/limits.js';
import { close } from '../process/movement.js';
import type { LapseRule } from '../process/procedure.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import type { LimitSubject, RunningLimit } from '../process/state.js';
import { concludedBySilence } from './objection.js';
import { openedByQuorum } from './panel-opening.js';
import { passedOn } from './reexamination.js';
import { silence } from './review.js';

/** A due date is a decision like any other: the clock gives it, never early, once. */
export const fire: Rule<'fire'> = {
  open: (situation) => {
    if (situation.actor.kind !== 'clock') return refuse('not-permitted');
    const rows = rowsOf(situation);
    if (rows.length === 0) return refuse('nothing-due');
    return rows.some((row) => compareInstants(row.dueAt, situation.now) <= 0) ? null : refuse('not-yet-due');
  },
  rule: (situation, { deadline }) => {
    const row = rowsOf(situation).find((candidate) => candidate.id === deadline);
    const limit = situation.state.limits.find((candidate) => candidate.id === row?.limit);
    if (!row || !limit) return refuse('nothing-due', { params: { deadline } });
    if (compareInstants(row.dueAt, situation.now) > 0)
      return refuse('not-yet-due', { params: { deadline, dueAt: row.dueAt } });
    if (row.rung === 'remind')
      return [{ type: 'limit.reminded', data: { limit: limit.id, dueAt: row.derivation.dueAt } }];
    return lapse(situation, limit, row);
  },
};

/** What the clock finds when a limit passes. */
function lapse(situation: Situation, limit: RunningLimit, row: DueRow): readonly DecidedEvent[] {
  const rule = limitFor(situation.procedure, limit.subject)?.onLapse ?? 'overdue';
  const consequences = CONSEQUENCES[rule](situation, limit.subject, row);
  const said = isOpenedInTime(consequences) ? 'opened' : rule;
  return [{ type: 'limit.lapsed', data: { limit: limit.id, dueAt: row.dueAt, rule: said } }, ...consequences];
}

type Consequence = (situation: Situation, subject: LimitSubject, row: DueRow) => readonly DecidedEvent[];

/** What follows when nobody has acted in time, by the rule of the limit. */
const CONSEQUENCES: { readonly [rule in LapseRule]: Consequence } = {
  'accepted-by-silence': (situation, _subject, row) => silence(situation, effectiveOn(situation, row)),
  overdue: openedByQuorum,
  closed: () => [close('lapsed')],
  declined: (_situation, subject) =>
    subject.of === 'invitation'
      ? [{ type: 'panel.invitation-declined', data: { seat: subject.seat, reason: 'no-answer', bySilence: true } }]
      : [],
  'passed-on': (situation, subject, row) => passedOn(situation, subject, effectiveOn(situation, row)),
  final: (situation, subject) => {
    if (subject.of === 'objection-appeal') return concludedBySilence(situation, subject.objection);
    return subject.of === 'appeal-window' ? [{ type: 'appeal.expired', data: { on: situation.today } }] : [];
  },
};

/** A quorum's result lets the case go on, so that nobody is late; a chair who owes a minute is. */
function isOpenedInTime(consequences: readonly DecidedEvent[]): boolean {
  const types = consequences.map(({ type }) => type);
  return types.includes('panel.opened') && !types.includes('panel.minute-awaited');
}

/**
 * A limit that ends at 24时 takes effect on its last day, so that the next office loses and gains nothing. When the clock comes later than
 * that night, because the system was down, the office's time counts from the day on which the case really reached it.
 */
function effectiveOn({ today }: Situation, { dueAt, derivation }: DueRow): string {
  return today === dateOf(dueAt) ? derivation.lastDay : today;
}

/** The escalation writes into each case whom it has told; only while the limit is still overdue. */
export const recordEscalation: Rule<'record-escalation'> = {
  open: ({ actor, state }) => {
    if (actor.kind !== 'system') return refuse('not-permitted');
    return overdueLimits(state).length > 0 ? null : refuse('not-overdue');
  },
  rule: ({ state, procedure }, { limit, rung, recipients, dueAt }) => {
    const overdue = overdueLimits(state).some(
      (candidate) =>
        candidate.id === limit && candidate.lapsed !== null && compareInstants(candidate.lapsed.dueAt, dueAt) === 0,
    );
    if (!overdue || !procedure.ladder.some((step) => step.id === rung))
      return refuse('not-overdue', { params: { limit } });
    return [{ type: 'escalation.notified', data: { limit, rung, recipients, dueAt } }];
  },
};

function rowsOf({ procedure, state, facts }: Situation): DueRow[] {
  return deadlines(procedure, state, facts.calendar);
}
