import { useState } from 'react';
import type { CaseView } from '@vermilion/contracts';
import { useMe } from '../shell/session.js';
import { prepared, type Payload, type StepShape } from './payloads.js';

const PLACE = 'vermilion.step';
const LONGEST_DAYS = 30;
const DAY_MS = 86_400_000;
/** Known from the case itself: what was kept of it may be old. */
const FROM_THE_CASE: ReadonlySet<string> = new Set(['draftVersion', 'objection']);

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What was kept at a place, without what the case itself says better; null when there is nothing, or nothing readable. */
export function keptPayload(store: Store, place: string): Payload | null {
  try {
    const { payload } = JSON.parse(store.getItem(place) ?? 'null') as { readonly payload: Payload };
    return Object.fromEntries(Object.entries(payload).filter(([name]) => !FROM_THE_CASE.has(name)));
  } catch {
    return null;
  }
}

/** Keeps what has been entered, and drops what nobody has come back to for a month. A full store only means that nothing is kept. */
export function keepPayload(store: Store, place: string, payload: Payload, now: number): void {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  for (const key of keys.filter((one) => one.startsWith(PLACE)))
    if (now - keptAt(store, key) > LONGEST_DAYS * DAY_MS) store.removeItem(key);
  try {
    store.setItem(place, JSON.stringify({ at: now, payload }));
  } catch {
    store.removeItem(place);
  }
}

function keptAt(store: Store, key: string): number {
  try {
    return (JSON.parse(store.getItem(key) ?? 'null') as { readonly at: number }).at;
  } catch {
    return 0;
  }
}

/**
 * What is entered for a step: kept in this browser, by person, case and step, from the first letter until the step has been taken. A closed tab,
 * a lost session or somebody who was faster costs nobody the words, the faults or the marks.
 */
export function useKeptPayload(step: StepShape, view: CaseView) {
  const person = useMe().data?.person ?? '';
  // The case may move on while the dialog is open; what is being entered stays in its place.
  const [place] = useState(() => [PLACE, person, view.id, `${view.visit}`, step.type].join(' '));
  const [kept] = useState(() => keptPayload(localStorage, place));
  const [payload, set] = useState<Payload>(() => ({ ...prepared(step, view), ...kept }));
  return {
    payload,
    restored: kept !== null,
    change: (next: Payload) => {
      set(next);
      keepPayload(localStorage, place, next, Date.now());
    },
    forget: () => localStorage.removeItem(place),
  };
}
