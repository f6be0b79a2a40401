import type { CaseSummary, CaseView, PanelView } from '@vermilion/contracts';
import type { CaseState } from '@vermilion/domain';
import type { CaseEntry } from '@vermilion/ledger';
import type { PanelSight } from './panel-sight.js';
import type { Procedures } from './procedures.js';

/** A case as lists show it, with the titles of its procedure. */
export function summaryOf(procedures: Procedures, entry: CaseEntry): CaseSummary {
  const procedure = procedures.of(entry);
  return {
    ...entry,
    procedure: { id: procedure.id, version: procedure.version, title: procedure.title },
    stage: procedures.stage(procedure, entry.stage),
  };
}

/**
 * The panel by seats. Who does not watch the panel learns neither who
 * has marked nor what came out before it is done.
 */
export function panelOf(state: CaseState, { token, watches }: PanelSight): PanelView | null {
  const { panel } = state;
  if (!panel) return null;
  return {
    seats: panel.seats.map(({ seat, category, status, token: theirs }) => ({
      seat,
      category,
      status: !watches && status === 'marked' && theirs !== token ? 'accepted' : status,
      yours: theirs === token,
    })),
    convened: panel.convened,
    exhausted: panel.exhausted,
    minuteAwaited: watches && panel.minuteAwaited,
    result:
      !watches || panel.result === null
        ? null
        : {
            ...panel.result,
            marks: panel.result.marks.map((mark) => ({ ...mark, items: { ...mark.items } })),
          },
  };
}

/** Where the case stands beside its stage and what the panel found: round, registers, notice, objections, appeal. */
export function standingOf(state: CaseState, { seesPlace }: PanelSight) {
  const { round, origin, check, suspension, notice, appeal } = state;
  const place = seesPlace ? state.place : null;
  return {
    round,
    origin,
    check,
    suspension,
    place,
    notice,
    appeal,
    deferred: [...state.deferred],
    objections: [...state.objections],
  };
}

/** What an invited expert sees until the acceptance is signed: whose application it is and from where, and the own seat. */
export function withoutFile(view: CaseView): CaseView {
  return {
    ...view,
    fileOpen: false,
    form: {},
    figures: {},
    documents: [],
    submission: null,
    contact: null,
    contactMasked: false,
    correction: null,
    origin: null,
    check: null,
    suspension: null,
    deferred: [],
    judgement: null,
    place: null,
    objections: [],
    appeal: null,
  };
}
