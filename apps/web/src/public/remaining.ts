import { timeLeft } from '../kit/dates.js';

/** How long something stays open, by what one would say of it: days, only hours, or not any more. */
export interface Remaining {
  readonly say: 'over' | 'days' | 'hours';
  readonly days: number;
  readonly hours: number;
  /** Less than two days: worth a word of care. */
  readonly soon: boolean;
}

const SOON_DAYS = 2;

/** What is left until an instant; the last hour counts as one. */
export function remainingUntil(instant: string, now: number): Remaining {
  const { days, hours, over } = timeLeft(instant, now);
  if (over) return { say: 'over', days: 0, hours: 0, soon: false };
  return {
    say: days > 0 ? 'days' : 'hours',
    days,
    hours: days > 0 ? hours : Math.max(1, hours),
    soon: days < SOON_DAYS,
  };
}
