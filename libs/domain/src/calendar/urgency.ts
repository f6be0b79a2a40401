import type { Instant } from './calendar.js';

/** How pressing a due date is, the worst first; `unlimited` has none. */
export const URGENCIES = ['overdue', 'soon', 'later', 'unlimited'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What ends within so many hours is soon. */
export const SOON_HOURS = 48;
const HOUR_MS = 3_600_000;

/**
 * @param hoursLeft until the due instant, which itself is too late; null where nothing is due
 * @param overdue whether it is recorded as overdue, whatever the hours say
 */
export function urgencyOf(hoursLeft: number | null, overdue = false): Urgency {
  if (overdue) return 'overdue';
  if (hoursLeft === null) return 'unlimited';
  if (hoursLeft <= 0) return 'overdue';
  return hoursLeft < SOON_HOURS ? 'soon' : 'later';
}

/** The same at a moment. @param dueAt null where nothing is due */
export function urgencyAt(dueAt: Instant | null, overdue: boolean, now: Instant): Urgency {
  return urgencyOf(dueAt === null ? null : (Date.parse(dueAt) - Date.parse(now)) / HOUR_MS, overdue);
}
