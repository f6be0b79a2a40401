import type { TaskView } from '@vermilion/contracts';
import { dividedBy, verbsFor, type Planned } from './bulk-plan.js';

const planned = (id: string, steps: readonly string[], more: Partial<Planned> = {}, claimed = 'no'): Planned => ({
  task: { id, claimed } as TaskView,
  steps: steps.map((type) => ({ type }) as Planned['steps'][number]),
  moved: false,
  ...more,
});
const ids = (of: readonly Planned[]) => of.map(({ task }) => task.id);

describe('what can be done with many', () => {
  const all = [
    planned('a', ['pass', 'transfer']),
    planned('b', ['accept'], {}, 'mine'),
    planned('c', ['pass'], { moved: true }),
  ];

  it('is what the rules allow with at least one of them', () => {
    expect(verbsFor(all)).toEqual(['claim', 'accept', 'pass', 'transfer']);
    expect(verbsFor([planned('d', ['refuse', 'return'], {}, 'mine')])).toEqual([]);
  });

  it('leaves out whatever the rules do not allow, and what has moved since it was listed', () => {
    const { able, unable } = dividedBy('pass', all);
    expect([ids(able), ids(unable)]).toEqual([['a'], ['b', 'c']]);
  });

  it('claims what nobody has, also when the case has moved', () => {
    expect(ids(dividedBy('claim', all).able)).toEqual(['a', 'c']);
  });
});
