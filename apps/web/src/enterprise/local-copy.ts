import type { Form } from '@vermilion/domain';

/** What stands on a page and is not yet with the server. */
export interface Unsaved {
  readonly form: Form;
  /** What the server had when the page began from it: the common ancestor when somebody else has saved meanwhile. */
  readonly base: Form;
}

/** A copy of one page, kept in this browser in case the page goes before the server has it. */
export interface LocalCopy extends Unsaved {
  readonly key: string;
  /** By the clock of this machine. */
  readonly keptAt: number;
}

const PREFIX = 'vermilion.draft.';
const LONGEST_MS = 14 * 86_400_000;

/** The copies of one person's pages on one case. Nobody else who uses this browser is shown them. */
export const placeOf = (person: string, caseId: string) => `${PREFIX}${person}.${caseId}.`;

/** @returns false when this browser keeps nothing: full, or not allowed to. */
export function keep(store: Storage, key: string, unsaved: Unsaved, now: number): boolean {
  try {
    store.setItem(key, JSON.stringify({ ...unsaved, keptAt: now }));
    return true;
  } catch {
    return false;
  }
}

export function forget(store: Storage, keys: readonly string[]): void {
  for (const key of keys) store.removeItem(key);
}

/** What was left at this place, the oldest first: a page that was closed or has crashed, a tab that could reach nobody. */
export function leftAt(store: Storage, place: string): readonly LocalCopy[] {
  return keysIn(store)
    .filter((key) => key.startsWith(place))
    .flatMap((key) => read(store, key) ?? [])
    .sort((one, other) => one.keptAt - other.keptAt);
}

/** Removes the copies of all cases that are too old to be of use, and what cannot be read. */
export function clearOut(store: Storage, now: number): void {
  const kept = (key: string) => (read(store, key)?.keptAt ?? 0) > now - LONGEST_MS;
  forget(
    store,
    keysIn(store).filter((key) => key.startsWith(PREFIX) && !kept(key)),
  );
}

function keysIn(store: Storage): string[] {
  return Array.from({ length: store.length }, (_, at) => store.key(at)).filter((key) => key !== null);
}

function read(store: Storage, key: string): LocalCopy | null {
  try {
    const { form, base, keptAt } = JSON.parse(store.getItem(key) ?? '') as Partial<LocalCopy>;
    const whole = typeof form === 'object' && typeof base === 'object' && typeof keptAt === 'number';
    return whole ? { key, form, base, keptAt } : null;
  } catch {
    return null;
  }
}
