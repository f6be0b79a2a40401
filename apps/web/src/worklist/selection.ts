import { useCallback, useMemo, useState } from 'react';
import type { TaskView } from '@vermilion/contracts';

/** So many can be decided upon at once: what nobody can look over any more, nobody should decide with one word. */
export const MOST_SELECTED = 200;
const NONE: ReadonlySet<string> = new Set();

/** The selection with the task, or without it when it was there. A full selection takes no more. */
export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id) && next.size < MOST_SELECTED) next.add(id);
  return next;
}

/** Which tasks of the list are selected, in the order of the list; what is no longer listed is no longer selected. */
export function useSelection(tasks: readonly TaskView[]) {
  const [ids, set] = useState(NONE);
  const chosen = useMemo(() => (ids.size === 0 ? [] : tasks.filter(({ id }) => ids.has(id))), [tasks, ids]);
  const toggle = useCallback((id: string) => set((before) => toggled(before, id)), []);
  const clear = useCallback(() => set(NONE), []);
  const all = () => set(new Set(tasks.slice(0, MOST_SELECTED).map(({ id }) => id)));
  return { ids, chosen, toggle, clear, all };
}
