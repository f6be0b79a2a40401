import { cellOf, SIZES, type Cell, type PlacedFlow, type PlacedNode, type Point } from './geometry.js';

type Route = Pick<PlacedFlow, 'points' | 'label'>;
type Cells = ReadonlyMap<string, Cell>;

/** The lanes at the left edge in which arrows change rows: forward, and back. */
const FORWARD_LANE = 22;
const BACK_LANE = 8;
const UNDER = 22;

/** The way of an arrow from one shape to another, along the lanes that the layout leaves free. */
export function routeOf(from: PlacedNode, to: PlacedNode, cells: Cells): Route {
  if (to.kind === 'end') return intoEnd(from, to);
  if (to.kind === 'correction') return intoCorrection(from, to);
  if (from.kind === 'correction') return straight(bottomOf(from), topOf(to));
  if (to.kind === 'choice' || from.kind === 'start') return straight(rightOf(from), leftOf(to));
  const [here, there] = [cellOf(from, cells), cellOf(to, cells)];
  if (from.kind === 'timer') return fromTimer(from, to, here, there);
  if (isBefore(there, here)) return over(topOf(from), to, here, there);
  if (here.index !== there.index) return toNextRow(rightOf(from), to, here);
  return there.column - here.column === 1 ? straight(rightOf(from), leftOf(to)) : under(bottomOf(from), to, here);
}

function isBefore(one: Cell, other: Cell): boolean {
  return one.index === other.index ? one.column < other.column : one.index < other.index;
}

function intoEnd(from: PlacedNode, to: PlacedNode): Route {
  const level = Math.abs(middleOf(from).y - middleOf(to).y) < 1;
  if (level) return straight(rightOf(from), leftOf(to));
  return middleOf(to).y > middleOf(from).y ? straight(bottomOf(from), topOf(to)) : straight(topOf(from), bottomOf(to));
}

function intoCorrection(from: PlacedNode, to: PlacedNode): Route {
  const [start, end] = [topOf(from), rightOf(to)];
  return {
    points: [start, { x: start.x, y: end.y }, end],
    label: { x: start.x + 6, y: (start.y + end.y) / 2 + 4, anchor: 'start' },
  };
}

/** A timer below a stage leads on under it; one above, of a correction, over the stages. */
function fromTimer(from: PlacedNode, to: PlacedNode, here: Cell, there: Cell): Route {
  if (from.host?.endsWith('.correction')) return over(topOf(from), to, here, there);
  const start = bottomOf(from);
  return here.index === there.index ? under(start, to, here) : downTo(start, [start], to, here);
}

function straight(start: Point, end: Point): Route {
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const level = Math.abs(start.y - end.y) < 1;
  return {
    points: [start, end],
    label: level
      ? { x: middle.x, y: start.y - 7, anchor: 'middle' }
      : { x: start.x + 6, y: middle.y + 4, anchor: 'start' },
  };
}

function under(start: Point, to: PlacedNode, { row }: Cell): Route {
  const y = row.stages + SIZES.task.height + UNDER;
  const end = { x: to.x + to.width * 0.92, y: to.y + to.height };
  return {
    points: [start, { x: start.x, y }, { x: end.x, y }, end],
    label: { x: to.x - 8, y: y + 15, anchor: 'middle' },
  };
}

function over(start: Point, to: PlacedNode, here: Cell, there: Cell): Route {
  const end = { x: to.x + to.width * 0.8, y: to.y };
  const [up, down] = [here.row.over, there.row.over];
  const label = { x: start.x + 6, y: up + 14, anchor: 'start' } as const;
  const between =
    here.index === there.index
      ? []
      : [
          { x: BACK_LANE, y: up },
          { x: BACK_LANE, y: down },
        ];
  return { points: [start, { x: start.x, y: up }, ...between, { x: end.x, y: down }, end], label };
}

function toNextRow(start: Point, to: PlacedNode, here: Cell): Route {
  const turn = { x: start.x + 44, y: start.y };
  return { ...downTo(turn, [start, turn], to, here), label: { x: start.x + 4, y: start.y - 7, anchor: 'start' } };
}

function downTo(turn: Point, points: readonly Point[], to: PlacedNode, { row }: Cell): Route {
  const end = leftOf(to);
  const way = [
    { x: turn.x, y: row.below },
    { x: FORWARD_LANE, y: row.below },
    { x: FORWARD_LANE, y: end.y },
  ];
  return { points: [...points, ...way, end], label: { x: turn.x + 6, y: row.below - 6, anchor: 'start' } };
}

function middleOf({ x, y, width, height }: PlacedNode): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
const topOf = (node: PlacedNode): Point => ({ x: middleOf(node).x, y: node.y });
const bottomOf = (node: PlacedNode): Point => ({ x: middleOf(node).x, y: node.y + node.height });
const leftOf = (node: PlacedNode): Point => ({ x: node.x, y: middleOf(node).y });
const rightOf = (node: PlacedNode): Point => ({ x: node.x + node.width, y: middleOf(node).y });
