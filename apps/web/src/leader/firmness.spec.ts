import { firmnessOf, lineOfMarks } from './firmness.js';

const ranked = (caseId: string, rank: number, mark: number, result: 'within-quota' | 'nursery-list') => ({
  caseId,
  rank,
  mark,
  result,
  decidedBy: null,
  workshopName: null,
  applicant: { id: 'enterprise:x', name: { zh: 'x', en: 'x' } },
  district: 'd',
});

describe('how firm a place on the list is (去掉一位专家)', () => {
  const stability = {
    tried: 4,
    unchanged: 2,
    changes: [
      { expert: 2, seats: [], into: ['c'], out: ['b'] },
      { expert: 4, seats: [], into: ['d'], out: ['b'] },
    ],
    tooFew: ['e'],
  };

  it('names the experts on whom it hangs', () => {
    expect(firmnessOf(stability, 'b')).toEqual({ into: [], out: [2, 4], untried: false });
    expect(firmnessOf(stability, 'c')).toEqual({ into: [2], out: [], untried: false });
    expect(firmnessOf(stability, 'a')).toEqual({ into: [], out: [], untried: false });
    expect(firmnessOf(stability, 'e').untried).toBe(true);
  });
});

describe('the line of marks', () => {
  it('puts the cut between the last within the quota and the first outside', () => {
    const line = lineOfMarks([ranked('a', 1, 90, 'within-quota'), ranked('b', 2, 80, 'nursery-list')]);
    expect(line).toMatchObject({ from: 79, to: 91, cut: 50 });
    expect(line.dots.map(({ within }) => within)).toEqual([true, false]);
  });

  it('puts dots that would touch above each other', () => {
    const line = lineOfMarks([ranked('a', 1, 90, 'within-quota'), ranked('b', 2, 90, 'within-quota')]);
    expect(line.dots.map(({ level }) => level)).toEqual([0, 1]);
    expect(line.cut).toBeNull();
  });
});
