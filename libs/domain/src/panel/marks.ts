import type { Problem } from '../form/definition.js';
import { hashOf } from '../process/canonical.js';
import type { Marks } from '../process/command.js';
import type { Rubric, RubricItem } from '../process/procedure.js';

/** Marks are counted in thousandths, so that sums and means are exact. */
const THOUSANDTHS = 1000;

/**
 * Every fault of one expert's marks: an item missing or unknown, a mark outside 0…weight or off the step, a comment missing where the mark
 * is below the rubric's share of the weight. Source: rubric of the procedure; research on experts (a comment for each item below 60 %).
 */
export function checkMarks(rubric: Rubric, marks: Marks): Problem[] {
  const known = new Set(rubric.items.map((item) => item.id));
  const unknown = [...new Set([...Object.keys(marks.items), ...Object.keys(marks.comments)])].filter(
    (id) => !known.has(id),
  );
  return [
    ...unknown.map((id) => ({ at: `items.${id}`, code: 'unknown-field', params: {} })),
    ...rubric.items.flatMap((item) => checkItem(rubric, item, marks)),
  ];
}

function checkItem(rubric: Rubric, item: RubricItem, marks: Marks): Problem[] {
  const mark = marks.items[item.id];
  const at = `items.${item.id}`;
  if (mark === undefined) return [{ at, code: 'missing', params: {} }];
  if (!Number.isFinite(mark) || mark < 0 || mark > item.weight)
    return [{ at, code: 'out-of-range', params: { min: 0, max: item.weight, given: mark } }];
  if (!isMultiple(mark, rubric.step)) return [{ at, code: 'off-step', params: { step: rubric.step, given: mark } }];
  const commentNeeded = Math.round(mark * THOUSANDTHS) < Math.round(item.weight * rubric.commentBelow * THOUSANDTHS);
  if (commentNeeded && !(marks.comments[item.id] ?? '').trim())
    return [
      { at: `comments.${item.id}`, code: 'comment-required', params: { below: item.weight * rubric.commentBelow } },
    ];
  return [];
}

function isMultiple(value: number, step: number): boolean {
  return Number.isInteger(Math.round(value * 1e9) / Math.round(step * 1e9));
}

/** The total of one expert's marks, exact to the step. */
export function totalOf(marks: Pick<Marks, 'items'>): number {
  return Object.values(marks.items).reduce((sum, mark) => sum + Math.round(mark * THOUSANDTHS), 0) / THOUSANDTHS;
}

export interface PanelResult {
  readonly trimmedMean: number;
  readonly plainMean: number;
  readonly spread: number;
  readonly passed: boolean;
}

/**
 * `trimmedMean@1`: drop one highest and one lowest total, mean of the rest; shown rounded half up to two decimals, compared unrounded with
 * the pass mark. Of several equal highest totals only one is dropped. @throws with fewer than three totals: then there is no trimmed mean.
 */
export function trimmedMean(totals: readonly number[], passMark: number): PanelResult {
  if (totals.length < 3) throw new Error('a trimmed mean needs at least three totals');
  const sorted = totals.map((total) => Math.round(total * THOUSANDTHS)).sort((a, b) => a - b);
  const kept = sorted.slice(1, -1);
  const sum = (values: readonly number[]): number => values.reduce((whole, value) => whole + value, 0);
  return {
    trimmedMean: roundedMean(sum(kept), kept.length),
    plainMean: roundedMean(sum(sorted), sorted.length),
    spread: ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / THOUSANDTHS,
    passed: sum(kept) >= Math.round(passMark * THOUSANDTHS) * kept.length,
  };
}

/** sum/count thousandths, rounded half up to hundredths, in whole numbers only. */
function roundedMean(sum: number, count: number): number {
  return Math.floor((2 * sum + 10 * count) / (20 * count)) / 100;
}

/** A mean as people read it: always with two decimals. */
export function writtenMean(mean: number): string {
  return mean.toFixed(2);
}

/** What stands in the ledger for sealed marks: it binds seat, marks and comments, and says nothing about them without the salt. */
export function commitmentOf(seat: number, salt: string, marks: Marks): string {
  return hashOf({ seat, salt, items: marks.items, comments: marks.comments });
}
