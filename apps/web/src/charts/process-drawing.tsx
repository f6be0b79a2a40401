import type { ChartLayout, PlacedFlow, PlacedNode, Travelled } from '@vermilion/domain';
import { amountOf } from '@vermilion/domain';
import { useTexts } from '../texts/texts.js';
import { linesOf, widthOf } from './fit-text.js';

const TAKEN = '#b22c1e';
const OTHER = '#8c8c8c';
const INK = '#1f1f1f';
const QUIET = '#595959';
const FONT = 14;
const SMALL = 12;

/** How the case has passed a shape. */
type Standing = 'here' | 'passed' | 'open';

/** The drawing itself; what it says is said in words beside it, so that nobody needs to see it. */
export function ProcessDrawing({ layout, way }: { readonly layout: ChartLayout; readonly way: Travelled }) {
  const taken = (flow: PlacedFlow) => way.flows.has(flow.id);
  const visits = new Map<string, number>();
  for (const { node } of way.stations) visits.set(node, (visits.get(node) ?? 0) + 1);
  // The way taken is drawn last, so that it lies above the others.
  const flows = layout.flows.toSorted((one, other) => Number(taken(one)) - Number(taken(other)));
  return (
    <svg
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      aria-hidden="true"
    >
      <defs>
        {[TAKEN, OTHER].map((colour) => (
          <marker
            key={colour}
            id={markerOf(colour)}
            viewBox="0 0 8 8"
            refX={7}
            refY={4}
            markerWidth={8}
            markerHeight={8}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0,0 L8,4 L0,8 z" fill={colour} />
          </marker>
        ))}
      </defs>
      {flows.map((flow) => (
        <Arrow key={flow.id} flow={flow} taken={taken(flow)} />
      ))}
      {layout.nodes.map((node) => (
        <Shape key={node.id} node={node} standing={standingOf(node, way, visits)} times={visits.get(node.id) ?? 0} />
      ))}
    </svg>
  );
}

function markerOf(colour: string): string {
  return `arrow-${colour.slice(1)}`;
}

function standingOf({ id }: PlacedNode, way: Travelled, visits: ReadonlyMap<string, number>): Standing {
  if (way.at === id) return 'here';
  const between = [...way.flows].some((flow) => flow.startsWith(`${id}--`));
  return visits.has(id) || between ? 'passed' : 'open';
}

function Arrow({ flow, taken }: { readonly flow: PlacedFlow; readonly taken: boolean }) {
  const { read } = useTexts('charts');
  const colour = taken ? TAKEN : OTHER;
  const { points, label, title } = flow;
  return (
    <g>
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        fill="none"
        stroke={colour}
        strokeWidth={taken ? 3 : 1.2}
        strokeLinejoin="round"
        markerEnd={`url(#${markerOf(colour)})`}
      />
      {title && (
        <text x={label.x} y={label.y} textAnchor={label.anchor} fontSize={SMALL} fill={taken ? TAKEN : QUIET}>
          {read(title)}
        </text>
      )}
    </g>
  );
}

interface Drawn {
  readonly node: PlacedNode;
  readonly standing: Standing;
  readonly times: number;
}

function Shape(drawn: Drawn) {
  const { kind } = drawn.node;
  if (kind === 'choice') return <Diamond {...drawn} />;
  if (kind === 'timer' || kind === 'start' || kind === 'end') return <Round {...drawn} />;
  return <Box {...drawn} />;
}

const LOOKS = {
  here: { fill: '#b22c1e', stroke: '#7d1d12', text: '#ffffff', width: 3 },
  passed: { fill: '#fdf1ef', stroke: '#b22c1e', text: INK, width: 2 },
  open: { fill: '#ffffff', stroke: '#8c8c8c', text: INK, width: 1.2 },
} as const satisfies { readonly [standing in Standing]: object };

/** What stands below the title of a stage: that the case is here, how often it was, or whose time it takes. */
function useUnderTitle({ node, standing, times }: Drawn): string | null {
  const { t } = useTexts('charts');
  if (standing === 'here') return t('process.hereMark');
  if (times > 1) return t('process.times', { times });
  const roundTime = node.stage !== null && node.kind !== 'correction' && !node.limit;
  return roundTime ? t('process.roundTime') : null;
}

function Box({ node, standing, times }: Drawn) {
  const { read } = useTexts('charts');
  const { x, y, width, height, kind } = node;
  const look = LOOKS[standing];
  const lines = linesOf(read(node.title), (width - 12) / FONT, 2);
  const said = useUnderTitle({ node, standing, times });
  // Bold letters are a little wider than their measure.
  const size = Math.min(FONT, ...lines.map((line) => (width - 8) / (widthOf(line) * 1.12)));
  const rows = lines.length + (said ? 1 : 0);
  const middle = x + width / 2;
  const first = y + height / 2 - ((rows - 1) * 16) / 2 + 5;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={8}
        fill={look.fill}
        stroke={look.stroke}
        strokeWidth={look.width}
        strokeDasharray={standing === 'open' && kind === 'correction' ? '4 3' : undefined}
      />
      {lines.map((line, at) => (
        <text
          key={line}
          x={middle}
          y={first + at * 16}
          textAnchor="middle"
          fontSize={size}
          fontWeight={standing === 'open' ? 400 : 700}
          fill={look.text}
        >
          {line}
        </text>
      ))}
      {said && (
        <text
          x={middle}
          y={first + lines.length * 16}
          textAnchor="middle"
          fontSize={SMALL}
          fill={standing === 'here' ? look.text : QUIET}
        >
          {said}
        </text>
      )}
    </g>
  );
}

function Diamond({ node: { x, y, width, height }, standing }: Drawn) {
  const [middle, level] = [x + width / 2, y + height / 2];
  const look = LOOKS[standing];
  const corners = `${middle},${y} ${x + width},${level} ${middle},${y + height} ${x},${level}`;
  return (
    <g stroke={look.stroke} strokeWidth={look.width}>
      <polygon points={corners} fill={look.fill} />
      <path d={`M${middle - 5},${level - 5} l10,10 m0,-10 l-10,10`} strokeWidth={2} />
    </g>
  );
}

function Round({ node, standing }: Drawn) {
  const { read } = useTexts('charts');
  const { x, y, width, kind, label, limit } = node;
  const [middle, level, radius] = [x + width / 2, y + width / 2, width / 2];
  const look = LOOKS[standing];
  const title = kind === 'timer' && limit ? amountOf(limit) : node.title;
  return (
    <g>
      <circle
        cx={middle}
        cy={level}
        r={radius}
        fill={look.fill}
        stroke={look.stroke}
        strokeWidth={kind === 'end' ? 3 : look.width}
      />
      {kind === 'timer' && (
        <path
          d={`M${middle},${level - radius + 5} V${level} L${middle + 4},${level + 3}`}
          fill="none"
          stroke={look.stroke}
          strokeWidth={1.5}
        />
      )}
      {label && (
        <text
          x={label.x}
          y={label.y}
          textAnchor={label.anchor}
          fontSize={SMALL}
          fontWeight={standing === 'open' ? 400 : 700}
          fill={standing === 'open' ? QUIET : INK}
        >
          {read(title)}
        </text>
      )}
    </g>
  );
}
