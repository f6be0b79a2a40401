import type { StandingView, UrgencyCounts } from '@vermilion/contracts';

type Cell = StandingView['heat'][number];

/** The heat as a table: stages in the order in which they come up, offices with the most overdue cases first. */
export function heatTable(heat: StandingView['heat']): {
  readonly columns: readonly Cell['stage'][];
  readonly lines: readonly { readonly office: Cell['office']; readonly cells: ReadonlyMap<string, UrgencyCounts> }[];
} {
  const columns = new Map(heat.map(({ stage }) => [stage.id, stage]));
  const offices = new Map(heat.map(({ office }) => [office.id, office]));
  const lines = [...offices.values()].map((office) => ({
    office,
    cells: new Map(heat.filter((cell) => cell.office.id === office.id).map(({ stage, counts }) => [stage.id, counts])),
  }));
  const weightOf = (cells: ReadonlyMap<string, UrgencyCounts>, urgency: 'overdue' | 'soon') =>
    [...cells.values()].reduce((sum, counts) => sum + counts[urgency], 0);
  return {
    columns: [...columns.values()],
    lines: lines.sort(
      (one, other) =>
        weightOf(other.cells, 'overdue') - weightOf(one.cells, 'overdue') ||
        weightOf(other.cells, 'soon') - weightOf(one.cells, 'soon'),
    ),
  };
}
