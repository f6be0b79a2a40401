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

/**
 * Keeps what has been entered, and drops what nobody has come back to for a month. A full store only means that nothing is kept.
 * @returns whether it is kept
 */
export function keepPayload(store: Store, place: string, payload: Payload, now: number): boolean {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  for (const key of keys.filter((one) => one.startsWith(PLACE)))
    if (now - keptAt(store, key) > LONGEST_DAYS * DAY_MS) store.removeItem(key);
  try {
    store.setItem(place, JSON.stringify({ at: now, payload }));
    return true;
  } catch {
    store.removeItem(place);
    return false;
  }
}

function placeOf(person: string, ...rest: readonly string[]): string {
  return [PLACE, person, ...rest].join(' ');
}

/** Whether something was entered for a step of a case, by this person on this device, and not sent. */
export function isKept(store: Store, person: string, caseId: string, type: string): boolean {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  return keys.some((key) => key.startsWith(`${placeOf(person, caseId)} `) && key.endsWith(` ${type}`));
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
export function useKeptPayload(step: Pick<StepShape, 'type' | 'payload'>, view: CaseView) {
  const person = useMe().data?.person ?? '';
  // The case may move on while the dialog is open; what is being entered stays in its place.
  const [place] = useState(() => placeOf(person, view.id, `${view.visit}`, step.type));
  const [kept] = useState(() => keptPayload(localStorage, place));
  const [payload, set] = useState<Payload>(() => ({ ...prepared(step, view), ...kept }));
  const [keptSince, keptNow] = useState<number | null>(() => (kept === null ? null : keptAt(localStorage, place)));
  return {
    payload,
    restored: kept !== null,
    /** When it was kept last, in milliseconds; null: nothing is kept. */
    keptAt: keptSince,
    change: (next: Payload) => {
      const now = Date.now();
      set(next);
      keptNow(keepPayload(localStorage, place, next, now) ? now : null);
    },
    forget: () => localStorage.removeItem(place),
  };
}
