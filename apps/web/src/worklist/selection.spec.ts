import { MOST_SELECTED, toggled } from './selection.js';

describe('the selection', () => {
  it('takes a task in and lets it go again', () => {
    const one = toggled(new Set(), 'a');
    expect([...one]).toEqual(['a']);
    expect([...toggled(one, 'a')]).toEqual([]);
  });

  it('takes no more than can be looked over', () => {
    const full = new Set(Array.from({ length: MOST_SELECTED }, (_, at) => String(at)));
    expect(toggled(full, 'one more').size).toBe(MOST_SELECTED);
    expect(toggled(full, '0').size).toBe(MOST_SELECTED - 1);
  });
});
