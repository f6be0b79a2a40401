import { heatTable } from './heat-table.js';

const cell = (office: string, stage: string, overdue: number, soon = 0) => ({
  office: { id: office, name: { zh: office, en: office } },
  stage: { id: stage, title: { zh: stage, en: stage } },
  counts: { overdue, soon, later: 1, unlimited: 0 },
});

describe('limits by office and stage, as a table', () => {
  it('each office has one line, each stage one column', () => {
    const { columns, lines } = heatTable([cell('a', 's1', 0), cell('a', 's2', 0), cell('b', 's1', 0)]);
    expect(columns.map(({ id }) => id)).toEqual(['s1', 's2']);
    expect(lines.map(({ office, cells }) => [office.id, [...cells.keys()]])).toEqual([
      ['a', ['s1', 's2']],
      ['b', ['s1']],
    ]);
  });

  it('whoever has the most overdue stands first, then whoever is short of time', () => {
    const { lines } = heatTable([cell('a', 's1', 0), cell('b', 's1', 0, 2), cell('c', 's1', 1), cell('c', 's2', 1)]);
    expect(lines.map(({ office }) => office.id)).toEqual(['c', 'b', 'a']);
  });
});
