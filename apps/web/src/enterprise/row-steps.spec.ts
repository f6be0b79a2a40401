import type { Row } from '@vermilion/domain';
import { nextSeq, takenBack } from './row-steps.js';

const rows = [{ seq: 1 }, { seq: 2 }, { seq: 3 }];

describe('steps on the rows of a table can be taken back', () => {
  it('a removed row comes back where it was, and what was typed since stays', () => {
    const since: readonly Row[] = [{ seq: 1, name: 'typed since' }, { seq: 3 }];
    expect(takenBack(since, { kind: 'removed', at: 1, row: { seq: 2 } })).toEqual([since[0], { seq: 2 }, { seq: 3 }]);
  });

  it('added rows go, and only they', () =>
    expect(takenBack(rows, { kind: 'added', at: 1, count: 1 })).toEqual([{ seq: 1 }, { seq: 3 }]));

  it('a list that was replaced comes back whole', () =>
    expect(takenBack([], { kind: 'replaced', before: rows })).toBe(rows));

  it('a new row has a number that no other has', () => {
    expect(nextSeq([])).toBe(1);
    expect(nextSeq([{ seq: 7 }, { seq: null }, { seq: 2 }])).toBe(8);
  });
});
