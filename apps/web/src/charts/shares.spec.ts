import { casesIn, heatOf, sharesOf, sumOf } from './shares.js';

const counts = (overdue: number, soon: number, later: number, unlimited: number) => ({
  overdue,
  soon,
  later,
  unlimited,
});

describe('the parts of a bar', () => {
  it('stand one after the other, in percent of the scale', () => {
    expect(sharesOf([1, 0, 3], 8)).toEqual([
      { from: 0, width: 12.5 },
      { from: 12.5, width: 0 },
      { from: 12.5, width: 37.5 },
    ]);
  });

  it('never leave the bar, and an empty bar is no fault', () => {
    expect(sharesOf([3, 1], 2).at(-1)).toEqual({ from: 75, width: 25 });
    expect(sharesOf([0, 0], 0)).toEqual([
      { from: 0, width: 0 },
      { from: 0, width: 0 },
    ]);
  });
});

describe('the heat of a cell', () => {
  it('is that of its most pressing case', () => {
    expect(heatOf(counts(1, 5, 9, 9))).toBe('overdue');
    expect(heatOf(counts(0, 1, 9, 9))).toBe('soon');
    expect(heatOf(counts(0, 0, 1, 9))).toBe('later');
    expect(heatOf(counts(0, 0, 0, 1))).toBe('unlimited');
    expect(heatOf(counts(0, 0, 0, 0))).toBeNull();
  });

  it('counts add up', () => {
    expect(sumOf([counts(1, 2, 3, 4), counts(1, 0, 0, 1)])).toEqual(counts(2, 2, 3, 5));
    expect(casesIn(counts(1, 2, 3, 4))).toBe(10);
  });
});
