import { DECLARATION, type ChartFlow, type ChartNode } from './chart.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A shape in its place; `x` and `y` are its upper left corner. */
export interface PlacedNode extends ChartNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where its title stands when it is not inside: the middle of the baseline, or its beginning. */
  readonly label: (Point & { readonly anchor: 'middle' | 'start' }) | null;
}

/** An arrow with its corners, from the edge of one shape to the edge of another. */
export interface PlacedFlow extends ChartFlow {
  readonly points: readonly Point[];
  readonly label: Point & { readonly anchor: 'middle' | 'start' };
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly flows: readonly PlacedFlow[];
}

/** The measures of the drawing, in pixels. */
export const SIZES = {
  /** One stage with its choice and the way to the next. */
  cell: 244,
  left: 64,
  right: 72,
  top: 16,
  task: { width: 128, height: 56 },
  correction: { width: 128, height: 40 },
  choice: 34,
  event: 28,
  timer: 24,
  /** Between the stage and the middle of its choice. */
  toChoice: 34,
  /** Above the stages of a row: the way back. */
  over: 26,
  /** From the top of a correction's end to the stage below. */
  corrections: 116,
  /** From the lower edge of the stages to the titles of their ends. */
  ends: 86,
  betweenRows: 28,
} as const;

/** A row of the drawing: `stages` is where the upper edges of its stages are, `over` the way above them, `below` the way under its ends. */
export interface ChartRow {
  readonly over: number;
  readonly stages: number;
  readonly below: number;
}

/** Where a stage stands. */
export interface Cell {
  readonly column: number;
  readonly row: ChartRow;
  readonly index: number;
}

export const NO_ROW: ChartRow = { over: 0, stages: 0, below: 0 };

/** The cell of the stage to which a shape belongs. */
export function cellOf({ stage }: ChartNode, cells: ReadonlyMap<string, Cell>): Cell {
  return cells.get(stage ?? DECLARATION) ?? { column: 0, index: 0, row: NO_ROW };
}
