import type { Marks, Rubric } from '@vermilion/domain';
import {
  asksComment,
  markFaults,
  marksToSend,
  markTyped,
  nextMark,
  progressOf,
  withComment,
  withMark,
} from './marks.js';

const name = { zh: '项', en: 'item' };
const rubric: Rubric = {
  items: [
    { id: 'A', name, weight: 10 },
    { id: 'C', name, weight: 20 },
    { id: 'H', name, weight: 5 },
  ],
  step: 0.5,
  commentBelow: 0.6,
  passMark: 60,
  aggregate: 'trimmedMean@1',
};
const [A] = rubric.items;
const item = A ?? { id: 'A', name, weight: 10 };
const given = (items: Marks['items'], comments: Marks['comments'] = {}): Marks => ({ items, comments });

describe('marks as they are entered (评分)', () => {
  it('a comment is asked for below 60 % of the weight, not at it', () => {
    expect([5.5, 6, 0].map((mark) => asksComment(rubric, item, mark))).toEqual([true, false, true]);
    expect(asksComment(rubric, item, undefined)).toBe(false);
  });

  it('the faults are those of the server, each at its input, in its words', () => {
    const faults = markFaults(rubric, given({ A: 4, C: 20.5 }));
    expect(faults.map(({ item: at, field, missing }) => [at, field, missing])).toEqual([
      ['A', 'comment', false],
      ['C', 'mark', false],
      ['H', 'mark', true],
    ]);
    expect(faults[0]?.message.zh).toBe('得分低于 6 分须写评语');
    expect(markFaults(rubric, given({ A: 4, C: 20, H: 5 }, { A: '网络安全薄弱' }))).toEqual([]);
  });

  it('reads the digits and stops of a Chinese keyboard, and knows what is no number', () => {
    expect(['９．５', '9。5', ' 9.5 ', '7.', ''].map(markTyped)).toEqual([9.5, 9.5, 9.5, 7, null]);
    expect(['9,5', '九', '1.2.3'].map(markTyped)).toEqual([NaN, NaN, NaN]);
  });

  it('steps to the next mark that the rubric knows, within the weight', () => {
    const [up, down] = [1, -1] as const;
    expect(nextMark(undefined, item, 0.5, down)).toBe(10);
    expect(nextMark(undefined, item, 0.5, up)).toBe(0);
    expect([nextMark(7.3, item, 0.5, up), nextMark(7.3, item, 0.5, down)]).toEqual([7.5, 7]);
    expect([nextMark(10, item, 0.5, up), nextMark(0, item, 0.5, down)]).toEqual([10, 0]);
    expect(nextMark(0.2, item, 0.1, up)).toBe(0.3);
  });

  it('counts what is marked, nought included, and adds it up exactly', () => {
    expect(progressOf(rubric, given({ A: 0, C: 9.1, unknown: 5 }))).toEqual({ marked: 2, of: 3, total: 9.1 });
  });

  it('changes one item and leaves the others', () => {
    const marks = withComment(withMark(given({ A: 3 }), 'C', 12), 'A', ' 不足 ');
    expect(marks).toEqual(given({ A: 3, C: 12 }, { A: ' 不足 ' }));
    expect(marksToSend(withComment(marks, 'C', '  '))).toEqual(given({ A: 3, C: 12 }, { A: '不足' }));
    expect(withMark(marks, 'A', null).items).toEqual({ C: 12 });
  });
});
