import { useEffect, useEffectEvent, type RefObject } from 'react';
import { actionOf, placeOf, type ListAction } from './list-keys.js';

/** Hears the keys of the list wherever the focus is on the page, unless something there takes keys for itself. */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  letters: boolean,
  act: (action: ListAction) => void,
): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const action = actionOf(event, { ...placeOf(event.target, list.current), letters });
    if (action === null) return;
    event.preventDefault();
    act(action);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
