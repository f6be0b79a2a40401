import { useCallback, useEffect, useState } from 'react';
import { partOf } from './faults.js';

/** Where the person is being led to. */
export interface Goal {
  readonly at: string;
}

const TRIES = 10;
const STEP_MS = 50;

/** Leads to a place of the form: its part is opened, its input is brought into sight and takes the keyboard. */
export function useGoal(first: string) {
  const [part, open] = useState(first);
  const [goal, setGoal] = useState<Goal | null>(null);
  const lead = useCallback((at: string) => {
    open(partOf(at));
    setGoal({ at });
  }, []);
  useEffect(() => {
    if (!goal) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    // The part, or the page of the table, may first have to be drawn.
    const seek = (left: number) => {
      const found = document.getElementById(goal.at);
      if (found) takeTo(found);
      else if (left > 0) timer = setTimeout(seek, STEP_MS, left - 1);
    };
    timer = setTimeout(seek, STEP_MS, TRIES);
    return () => clearTimeout(timer);
  }, [goal]);
  return { part, open, goal, lead };
}

function takeTo(place: HTMLElement): void {
  const input = place.matches('input, textarea, button') ? place : (place.querySelector<HTMLElement>('input') ?? place);
  place.scrollIntoView({ block: 'center' });
  input.focus({ preventScroll: true });
}
