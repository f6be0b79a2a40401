import type { LodgeObjection } from '@vermilion/contracts';

export type Paper = LodgeObjection['paper'];

/** What somebody has typed of an objection, with the key under which it is sent: sent twice, it is one objection. */
export interface KeptObjection {
  readonly key: string;
  readonly paper: Paper;
}

const EMPTY: Paper = { kind: 'individual', name: '', address: '', phone: '', signed: false, facts: '' };
const placeOf = (notice: string, caseId: string) => `vermilion.objection.${notice}.${caseId}`;

/** Begins with what this tab has kept, or with an empty paper. What is kept is not more than a wish: whatever is wrong with it is left out. */
export function keptObjection(store: Storage, notice: string, caseId: string, newKey: () => string): KeptObjection {
  try {
    const found = JSON.parse(store.getItem(placeOf(notice, caseId)) ?? 'null') as Partial<KeptObjection> | null;
    if (typeof found?.key === 'string') return { key: found.key, paper: { ...EMPTY, ...found.paper } };
  } catch {
    // Not what we have written: as if there were nothing.
  }
  return { key: newKey(), paper: EMPTY };
}

/** Keeps it for this tab alone: it holds a name and an address, and may be typed on a machine that others use. */
export function keepObjection(store: Storage, notice: string, caseId: string, kept: KeptObjection): void {
  try {
    store.setItem(placeOf(notice, caseId), JSON.stringify(kept));
  } catch {
    // No room, or not allowed: it still stands on the page.
  }
}

/** It has arrived, or is not wanted any more. */
export function forgetObjection(store: Storage, notice: string, caseId: string): void {
  store.removeItem(placeOf(notice, caseId));
}
