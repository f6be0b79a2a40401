import type { RoundView } from '@vermilion/contracts';

/** What would happen to a case if one expert had not marked: which experts it hangs on. */
export interface Firmness {
  /** Without these experts, taken one by one, it would come onto the list. */
  readonly into: readonly number[];
  /** Without these it would fall off. */
  readonly out: readonly number[];
  /** Too few marks to leave one out. */
  readonly untried: boolean;
}

/** How firm the place of a case is. */
export function firmnessOf(stability: NonNullable<RoundView['stability']>, caseId: string): Firmness {
  const { changes, tooFew } = stability;
  return {
    into: changes.filter(({ into }) => into.includes(caseId)).map(({ expert }) => expert),
    out: changes.filter(({ out }) => out.includes(caseId)).map(({ expert }) => expert),
    untried: tooFew.includes(caseId),
  };
}

/** A case on the line of marks: how far along, in percent, and how high when several have nearly the same mark. */
export interface Dot {
  readonly caseId: string;
  readonly rank: number;
  readonly along: number;
  readonly level: number;
  readonly within: boolean;
}

/** Nearer than this, in percent of the line, dots would touch. */
const TOUCH = 3.2;

/** Where the cases stand on a line from the lowest mark to the highest, and where the cut is; null where nobody is on one side. */
export function lineOfMarks(ranking: NonNullable<RoundView['ranking']>): {
  readonly from: number;
  readonly to: number;
  readonly dots: readonly Dot[];
  readonly cut: number | null;
} {
  const marks = ranking.map(({ mark }) => mark);
  const [from, to] = [Math.floor(Math.min(...marks)) - 1, Math.ceil(Math.max(...marks)) + 1];
  const alongOf = (mark: number) => ((mark - from) / (to - from)) * 100;
  const dots: Dot[] = [];
  for (const { caseId, rank, mark, result } of ranking) {
    const along = alongOf(mark);
    const level = dots.filter((dot) => Math.abs(dot.along - along) < TOUCH).length;
    dots.push({ caseId, rank, along, level, within: result === 'within-quota' });
  }
  const lastIn = ranking.findLast(({ result }) => result === 'within-quota');
  const firstOut = ranking.find(({ result }) => result !== 'within-quota');
  return { from, to, dots, cut: lastIn && firstOut ? alongOf((lastIn.mark + firstOut.mark) / 2) : null };
}
