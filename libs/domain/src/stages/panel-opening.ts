import { commitmentOf, totalOf, trimmedMean } from '../panel/marks.js';
import { isToBeOpened } from '../panel/quorum.js';
import type { DecidedEvent } from '../process/event.js';
import type { SeatMark } from '../process/panel-facts.js';
import { ending, enter } from '../process/movement.js';
import type { PanelStage } from '../process/procedure.js';
import type { Situation } from '../process/situation.js';
import type { LimitSubject, Seat } from '../process/state.js';

/**
 * 启封: all marks are opened together and make the result. Where they lie further apart than the procedure lets pass, the chair's minute
 * is awaited before the result counts (research on expert review §1.8: a large spread must be discussed on record).
 */
export function opening(situation: Situation, stage: PanelStage, marks: readonly SeatMark[]): readonly DecidedEvent[] {
  const bySeat = [...marks].sort((a, b) => a.seat - b.seat);
  const totals = bySeat.map(({ total }) => total);
  const result = trimmedMean(totals, stage.rubric.passMark);
  const opened: DecidedEvent = { type: 'panel.opened', data: { stage: stage.id, marks: bySeat, ...result } };
  if (stage.minuteAbove !== undefined && result.spread > stage.minuteAbove)
    return [opened, { type: 'panel.minute-awaited', data: { stage: stage.id, spread: result.spread } }];
  return [opened, ...verdict(situation, stage, result.passed)];
}

/** What the result does to the case: it goes on, or it is refused. */
export function verdict(situation: Situation, stage: PanelStage, passed: boolean): readonly DecidedEvent[] {
  if (passed) return [enter(situation, stage.next)];
  return [
    { type: 'application.refused', data: { stage: stage.id, ground: 'below-pass-mark' } },
    ...ending(situation, 'refused'),
  ];
}

/** The sealed marks of the seats that have marked; what was declared void is not among them. */
export function unsealedMarks(situation: Situation, seats: readonly Seat[]): readonly SeatMark[] {
  return seats.filter(({ status }) => status === 'marked').map((seat) => unsealed(situation, seat));
}

/** @throws when stored marks do not fit the commitment: the ledger has been tampered with, nothing may be decided on it. */
function unsealed({ facts }: Situation, seat: Seat): SeatMark {
  const sealed = facts.marks?.find((mark) => mark.seat === seat.seat);
  if (!sealed || commitmentOf(seat.seat, sealed.salt, sealed.marks) !== seat.commitment)
    throw new Error(`marks of seat ${seat.seat} do not fit their commitment`);
  return { seat: seat.seat, total: totalOf(sealed.marks), items: sealed.marks.items };
}

/** 法定人数: what the passing of the panel's limit opens, when enough have marked; nothing otherwise, then the case is overdue. */
export function openedByQuorum(situation: Situation, subject: LimitSubject): readonly DecidedEvent[] {
  const { stage, state } = situation;
  const panel = state.panel;
  if (subject.of !== 'stage' || stage?.kind !== 'panel' || !panel || panel.result) return [];
  if (!isToBeOpened(stage, panel.seats, true)) return [];
  return opening(situation, stage, unsealedMarks(situation, panel.seats));
}
