import { URGENCIES, type Urgency } from '@vermilion/domain';
import type { UrgencyCounts } from '@vermilion/contracts';

/** A part of a bar, in percent of its whole. */
export interface Share {
  readonly from: number;
  readonly width: number;
}

/** Where the parts of a bar begin and how long they are. @param scale what fills the whole bar; at least the sum is taken */
export function sharesOf(values: readonly number[], scale: number): readonly Share[] {
  const whole = Math.max(scale, totalOf(values), 1);
  let from = 0;
  return values.map((value) => {
    const share = { from: (from / whole) * 100, width: (value / whole) * 100 };
    from += value;
    return share;
  });
}

export function totalOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** All cases of a count, whatever their urgency. */
export function casesIn(counts: UrgencyCounts): number {
  return totalOf(URGENCIES.map((urgency) => counts[urgency]));
}

/** The sum of counts over several places. */
export function sumOf(all: readonly UrgencyCounts[]): UrgencyCounts {
  const sum = (urgency: Urgency) => totalOf(all.map((counts) => counts[urgency]));
  return { overdue: sum('overdue'), soon: sum('soon'), later: sum('later'), unlimited: sum('unlimited') };
}

/** What a cell of the heat says first: the most pressing of its cases. Null where there are none. */
export function heatOf(counts: UrgencyCounts): Urgency | null {
  return URGENCIES.find((urgency) => counts[urgency] > 0) ?? null;
}
