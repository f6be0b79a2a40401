import type { Row } from '@vermilion/domain';

/** Something that was done to the rows of a table, as it is needed to take it back. */
export type RowStep =
  | { readonly kind: 'added'; readonly at: number; readonly count: number }
  | { readonly kind: 'removed'; readonly at: number; readonly row: Row }
  | { readonly kind: 'replaced'; readonly before: readonly Row[] };

/** The rows without the last step; what was typed elsewhere since stays. */
export function takenBack(rows: readonly Row[], step: RowStep): readonly Row[] {
  switch (step.kind) {
    case 'added':
      return rows.filter((_, at) => at < step.at || at >= step.at + step.count);
    case 'removed':
      return [...rows.slice(0, step.at), step.row, ...rows.slice(step.at)];
    case 'replaced':
      return step.before;
  }
}

/** The number for a new row: the one after the greatest that is there. */
export function nextSeq(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map(({ seq }) => (typeof seq === 'number' ? seq : 0))) + 1;
}
