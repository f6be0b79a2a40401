import type { CaseSummary, PanelView } from '@vermilion/contracts';
import type { CaseState } from '@vermilion/domain';
import type { CaseEntry } from '@vermilion/ledger';
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

/** The panel by seats. `token` is the reader's own, when the reader is an expert of the pool. */
export function panelOf(state: CaseState, token: string | null): PanelView | null {
  const { panel } = state;
  if (!panel) return null;
  return {
    seats: panel.seats.map(({ seat, category, status, token: theirs }) => ({
      seat,
      category,
      status,
      yours: theirs === token,
    })),
    convened: panel.convened,
    exhausted: panel.exhausted,
    result: panel.result && {
      ...panel.result,
      marks: panel.result.marks.map((mark) => ({ ...mark, items: { ...mark.items } })),
    },
  };
}

/** Where the case stands beside its stage: round, registers, notice, objections, appeal. */
export function standingOf(state: CaseState) {
  const { round, origin, check, suspension, judgement, place, notice, appeal } = state;
  return {
    round,
    origin,
    check,
    suspension,
    judgement,
    place,
    notice,
    appeal,
    deferred: [...state.deferred],
    objections: [...state.objections],
  };
}
