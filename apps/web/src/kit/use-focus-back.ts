import { useEffect, useRef, type RefObject } from 'react';

/**
 * Gives the focus back once something that was opened over the page has closed: to what had it before, or, when that is gone, to the place
 * around it. @param open whether it is open @returns the place, and what notes the focus before it opens
 */
export function useFocusBack(open: boolean): {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly note: () => void;
} {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const note = () => {
    before.current = document.activeElement;
  };
  useEffect(() => {
    if (!open) return undefined;
    const around = place.current;
    return () => {
      const there = before.current;
      const back = there instanceof HTMLElement && there !== document.body && there.isConnected ? there : around;
      back?.focus({ preventScroll: true });
    };
  }, [open]);
  return { place, note };
}
