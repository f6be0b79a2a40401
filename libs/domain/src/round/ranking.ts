import { compareInstants } from '../calendar/instants.js';
import type { Instant } from '../calendar/calendar.js';
import type { SeatMark } from '../process/panel-facts.js';
import type { CutLine, RankedCase } from './round-state.js';

/** A candidate with everything that its place depends on. */
export interface Contender {
  readonly caseId: string;
  readonly marks: readonly SeatMark[];
  readonly receivedAt: Instant;
}

/** Marks are compared as whole thousandths over whole counts, so that no rounding decides a place. */
const THOUSANDTHS = 1000;

interface Fraction {
  readonly sum: number;
  readonly count: number;
}

/** The exact trimmed mean (`trimmedMean@1`): without one highest and one lowest total. */
function exactMark({ marks }: Contender): Fraction {
  const sorted = marks.map(({ total }) => Math.round(total * THOUSANDTHS)).sort((a, b) => a - b);
  const kept = sorted.slice(1, -1);
  return { sum: kept.reduce((whole, value) => whole + value, 0), count: kept.length };
}

/** The mean of one item over all seats, none left out: an item has no highest and lowest total of its own. */
function exactItem({ marks }: Contender, item: string): Fraction {
  return {
    sum: marks.reduce((whole, { items }) => whole + Math.round((items[item] ?? 0) * THOUSANDTHS), 0),
    count: marks.length,
  };
}

/** Negative when `a` is the greater. */
function greaterFirst(a: Fraction, b: Fraction): number {
  return b.sum * a.count - a.sum * b.count;
}

type Criterion = (a: Contender, b: Contender) => number;

function criterion(name: string): Criterion {
  if (name === 'receivedAt') return (a, b) => compareInstants(a.receivedAt, b.receivedAt);
  return (a, b) => greaterFirst(exactItem(a, name), exactItem(b, name));
}

/** Criteria in order of weight; the number of the case comes last, so that the order is total. */
function criteria(tieBreak: readonly string[]): readonly { readonly name: string; readonly compare: Criterion }[] {
  return [
    { name: 'mark', compare: (a, b) => greaterFirst(exactMark(a), exactMark(b)) },
    ...tieBreak.map((name) => ({ name, compare: criterion(name) })),
    { name: 'caseId', compare: (a, b) => (a.caseId < b.caseId ? -1 : 1) },
  ];
}

function shown({ sum, count }: Fraction): number {
  return count === 0 ? 0 : Math.floor((2 * sum + 10 * count) / (20 * count)) / 100;
}

/**
 * 综合排序: by the exact trimmed mean, then by the tie rule of the procedure (items of the rubric, higher first; receipt, earlier first), at
 * last by the number of the case. The first `quota` are within it, the others go to the 培育库.
 * Source: rules of the round (`tieBreak`, `quota`); research on recognition programmes §1.9.
 */
export function rankCandidates(
  contenders: readonly Contender[],
  { tieBreak, quota }: { readonly tieBreak: readonly string[]; readonly quota: number },
): { readonly ranking: readonly RankedCase[]; readonly cut: CutLine } {
  const order = criteria(tieBreak);
  const deciding = (a: Contender, b: Contender) => order.find(({ compare }) => compare(a, b) !== 0);
  const sorted = [...contenders].sort((a, b) => deciding(a, b)?.compare(a, b) ?? 0);
  const ranking = sorted.map((contender, index): RankedCase => {
    const next = sorted[index + 1];
    return {
      caseId: contender.caseId,
      rank: index + 1,
      mark: shown(exactMark(contender)),
      decidedBy: next ? (deciding(contender, next)?.name ?? null) : null,
      result: index < quota ? 'within-quota' : 'nursery-list',
    };
  });
  return { ranking, cut: cutLine(ranking, quota) };
}

function cutLine(ranking: readonly RankedCase[], quota: number): CutLine {
  const lastIn = ranking[Math.min(quota, ranking.length) - 1] ?? null;
  const firstOut = ranking[quota] ?? null;
  const gap = lastIn && firstOut ? Math.round((lastIn.mark - firstOut.mark) * 100) / 100 : null;
  return { quota, lastIn: lastIn?.caseId ?? null, firstOut: firstOut?.caseId ?? null, gap };
}
