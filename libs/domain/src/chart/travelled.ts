import type { Outcome } from '../process/outcome.js';
import { DECLARATION, type Chart, type ChartFlow, type ChartNode } from './chart.js';

/** A fact of a case as its diagram needs it. */
export interface Passed {
  readonly type: string;
  readonly at: string;
  readonly data: { readonly [key: string]: unknown };
}

/** A station of the way: the shape that was reached, and when. */
export interface Station {
  readonly node: string;
  readonly at: string;
}

/** Where a case has been in the diagram of its procedure. */
export interface Travelled {
  /** In the order in which they were reached; a stage that was entered twice stands twice. */
  readonly stations: readonly Station[];
  readonly flows: ReadonlySet<string>;
  /** Where the case is; null when it is over. */
  readonly at: string | null;
  readonly outcome: Outcome | null;
}

interface Walk {
  readonly stations: Station[];
  readonly flows: Set<string>;
  /** Whether the clock has brought about what comes next. */
  lapsed: boolean;
  outcome: Outcome | null;
}

/** The way of a case through the diagram, read from its events. */
export function travelled(chart: Chart, events: readonly Passed[]): Travelled {
  const walk: Walk = { stations: [], flows: new Set(), lapsed: false, outcome: null };
  for (const event of events) step(chart, walk, event);
  const { stations, flows, outcome } = walk;
  return { stations, flows, outcome, at: outcome === null ? (stations.at(-1)?.node ?? null) : null };
}

function step(chart: Chart, walk: Walk, { type, at, data }: Passed): void {
  const stage = typeof data['stage'] === 'string' ? data['stage'] : '';
  if (type === 'application.opened') {
    walk.stations.push({ node: 'start', at });
    reach(chart, walk, DECLARATION, at);
  } else if (type === 'stage.entered') {
    walk.outcome = null;
    reach(chart, walk, stage, at);
  } else if (type === 'application.returned') reach(chart, walk, `${stage}.correction`, at);
  else if (type === 'limit.lapsed') walk.lapsed = true;
  else if (type === 'application.accepted') walk.lapsed = data['bySilence'] === true;
  else if (type === 'application.closed') close(chart, walk, data['outcome'] as Outcome, at);
}

function close(chart: Chart, walk: Walk, outcome: Outcome, at: string): void {
  walk.outcome = outcome;
  const here = chart.nodes.find(({ id }) => id === walk.stations.at(-1)?.node);
  const ends = chart.nodes.filter((node) => node.outcome === outcome && node.stage === here?.stage);
  const end = ends.find(({ id }) => wayBetween(chart, here?.id, id, walk.lapsed).length > 0) ?? ends[0];
  if (end) reach(chart, walk, end.id, at);
}

function reach(chart: Chart, walk: Walk, node: string, at: string): void {
  if (!chart.nodes.some(({ id }) => id === node)) return;
  const here = walk.stations.at(-1)?.node;
  for (const { id } of wayBetween(chart, here, node, walk.lapsed)) walk.flows.add(id);
  walk.stations.push({ node, at });
  walk.lapsed = false;
}

/** The arrows from one shape to another: straight on or over the choice between, or by the timer where the clock has decided. */
function wayBetween(chart: Chart, from: string | undefined, to: string, lapsed: boolean): readonly ChartFlow[] {
  const { nodes, flows } = chart;
  const last = (source: string | undefined) => flows.find((flow) => flow.from === source && flow.to === to);
  const timer = nodes.find(({ host }) => host !== undefined && host === from);
  const choice = flows.find((flow) => flow.from === from && isChoice(nodes, flow.to));
  const byTimer = timer && last(timer.id);
  const beyond = choice && last(choice.to);
  const straight = last(from);
  if (byTimer && (lapsed || (!beyond && !straight))) return [byTimer];
  if (straight) return [straight];
  return choice && beyond ? [choice, beyond] : [];
}

function isChoice(nodes: readonly ChartNode[], id: string): boolean {
  return nodes.some((node) => node.id === id && node.kind === 'choice');
}
