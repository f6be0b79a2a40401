import { viewCase, type CaseView } from './case-view.js';
import type { Dependencies } from './dependencies.js';

/** Reads the case as it is now, and notes in the ledger up to which move its workflow has read. Null when there is no such case. */
export function look({ cases, catalogue }: Dependencies) {
  return async ({ caseId }: { readonly caseId: string }): Promise<CaseView | null> => {
    const found = await cases.read(caseId);
    if (!found) return null;
    const { state, dueAt } = found;
    return viewCase(caseId, catalogue.procedure(state.procedure, state.version), state, dueAt);
  };
}
