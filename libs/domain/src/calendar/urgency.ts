/** How pressing a due date is, the worst first; `unlimited` has none. */
export const URGENCIES = ['overdue', 'soon', 'later', 'unlimited'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What ends within so many hours is soon. */
export const SOON_HOURS = 48;

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
