import { DECLARATION, type Chart, type ChartNode } from './chart.js';
import {
  cellOf,
  NO_ROW,
  SIZES,
  type Cell,
  type ChartLayout,
  type ChartRow,
  type PlacedFlow,
  type PlacedNode,
  type Point,
} from './geometry.js';
import { routeOf } from './routes.js';

/**
 * Puts the diagram into rows of so many stages, read like text: corrections above their stage, timers on its lower edge, ends below. What the
 * page draws, and what other tools open, is the same.
 */
export function layOut(chart: Chart, columns: number): ChartLayout {
  const heads = chart.nodes.filter(({ id, stage }) => id === DECLARATION || id === stage);
  const rows = rowsOf(chart, heads, columns);
  const cells = new Map(
    heads.map(({ id }, at): [string, Cell] => {
      const index = Math.floor(at / columns);
      return [id, { column: at % columns, index, row: rows[index] ?? NO_ROW }];
    }),
  );
  const nodes = chart.nodes.map((node) => place(chart, node, cells));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const flows = chart.flows.flatMap((flow): PlacedFlow[] => {
    const [from, to] = [byId.get(flow.from), byId.get(flow.to)];
    return from && to ? [{ ...flow, ...routeOf(from, to, cells) }] : [];
  });
  const wide = Math.min(columns, heads.length);
  return {
    width: SIZES.left + wide * SIZES.cell + SIZES.right,
    height: (rows.at(-1)?.below ?? 0) + SIZES.top,
    nodes,
    flows,
  };
}

/** How many stages stand beside each other in a drawing of this width, at least one. */
export function columnsIn(width: number): number {
  return Math.max(1, Math.floor((width - SIZES.left - SIZES.right) / SIZES.cell));
}

function rowsOf({ nodes }: Chart, heads: readonly ChartNode[], columns: number): readonly ChartRow[] {
  const rows: ChartRow[] = [];
  for (let at = 0; at < heads.length; at += columns) {
    const inRow = new Set(heads.slice(at, at + columns).map(({ stage }) => stage));
    const corrected = nodes.some(({ kind, stage }) => kind === 'correction' && inRow.has(stage));
    const over = (rows.at(-1)?.below ?? 0) + SIZES.top + SIZES.betweenRows / 2;
    const stages = over + SIZES.over + (corrected ? SIZES.corrections : 0);
    rows.push({ over, stages, below: stages + SIZES.task.height + SIZES.ends + SIZES.betweenRows / 2 });
  }
  return rows;
}

function place(chart: Chart, node: ChartNode, cells: ReadonlyMap<string, Cell>): PlacedNode {
  const { column, row } = cellOf(node, cells);
  const left = SIZES.left + column * SIZES.cell;
  return { ...node, ...PLACES[node.kind]({ chart, node, left, stages: row.stages }) };
}

interface Spot {
  readonly chart: Chart;
  readonly node: ChartNode;
  /** The left edge of the stage. */
  readonly left: number;
  /** The upper edge of the stage. */
  readonly stages: number;
}
type Placed = Pick<PlacedNode, 'x' | 'y' | 'width' | 'height' | 'label'>;

const inCell = ({ left, stages }: Spot): Placed => ({ x: left, y: stages, ...SIZES.task, label: null });
const CHOICE_AT = SIZES.task.width + SIZES.toChoice;
const TIMER_AT = 24;
/** The upper edge of a correction, above that of its stage. */
const CORRECTION_ABOVE = SIZES.correction.height + 28;

const PLACES: { readonly [kind in ChartNode['kind']]: (spot: Spot) => Placed } = {
  start: ({ left, stages }) => around({ x: left - 36, y: stages + SIZES.task.height / 2 }, SIZES.event, 'below'),
  task: inCell,
  wait: inCell,
  service: inCell,
  correction: ({ left, stages }) => ({
    x: left,
    y: stages - CORRECTION_ABOVE,
    ...SIZES.correction,
    label: null,
  }),
  choice: ({ left, stages }) =>
    around({ x: left + CHOICE_AT, y: stages + SIZES.task.height / 2 }, SIZES.choice, 'none'),
  timer: ({ node, left, stages }) => {
    const below = !isCorrection(node.host);
    const y = below ? stages + SIZES.task.height : stages - CORRECTION_ABOVE;
    return around({ x: left + TIMER_AT, y }, SIZES.timer, below ? 'beside-below' : 'beside-above');
  },
  end: placeOfEnd,
};

function placeOfEnd({ chart, node, left, stages }: Spot): Placed {
  const into = chart.flows.find(({ to }) => to === node.id)?.from ?? '';
  const from = chart.nodes.find(({ id }) => id === into);
  if (from?.kind === 'timer' && isCorrection(from.host))
    return around({ x: left + TIMER_AT, y: stages - CORRECTION_ABOVE - 40 }, SIZES.event, 'beside');
  const below = stages + SIZES.task.height + 52;
  if (from?.kind === 'timer') return around({ x: left + TIMER_AT, y: below }, SIZES.event, 'below');
  if (from?.kind === 'choice') return around({ x: left + CHOICE_AT, y: below }, SIZES.event, 'below');
  return around({ x: left + CHOICE_AT, y: stages + SIZES.task.height / 2 }, SIZES.event, 'below');
}

function isCorrection(host = ''): boolean {
  return host.endsWith('.correction');
}

/** A small shape around its middle, with its title outside. */
function around(
  { x, y }: Point,
  size: number,
  title: 'below' | 'beside' | 'beside-below' | 'beside-above' | 'none',
): Placed {
  const half = size / 2;
  const frame = { x: x - half, y: y - half, width: size, height: size };
  const beside = x + half + 4;
  const labels = {
    below: { x, y: y + half + 15, anchor: 'middle' },
    beside: { x: beside, y: y + 4, anchor: 'start' },
    'beside-below': { x: beside, y: y + half + 1, anchor: 'start' },
    'beside-above': { x: beside, y: y - 5, anchor: 'start' },
    none: null,
  } as const;
  return { ...frame, label: labels[title] };
}
