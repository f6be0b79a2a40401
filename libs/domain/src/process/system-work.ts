import type { Procedure } from './procedure.js';
import { stageOf } from './procedure.js';
import type { CaseState } from './state.js';

/** Work that the procedure gives to the engine: the case's workflow does it, one piece at a time. */
export type SystemWork =
  | { readonly type: 'freeze-pool' }
  | { readonly type: 'draw' }
  | { readonly type: 'replace'; readonly seat: number; readonly invitation: number }
  | { readonly type: 'issue' };

/** What the engine must do in this case now, in order; empty when somebody else is to act. */
export function systemWork(procedure: Procedure, state: CaseState): readonly SystemWork[] {
  if (state.phase !== 'running' || state.stage === null) return [];
  const stage = stageOf(procedure, state.stage);
  if (stage.kind === 'award') return stage.decidedBy === 'round' ? [] : [{ type: 'issue' }];
  return stage.kind === 'panel' ? panelWork(state) : [];
}

function panelWork(state: CaseState): readonly SystemWork[] {
  const panel = state.panel;
  if (!panel) return [{ type: 'freeze-pool' }];
  if (panel.seed === null) return [{ type: 'draw' }];
  if (panel.exhausted || panel.result) return [];
  const left = panel.seats.filter((seat) => seat.status === 'declined');
  return left.map(({ seat, invitation }) => ({ type: 'replace', seat, invitation }));
}
