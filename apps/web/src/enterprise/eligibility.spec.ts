import type { Gate } from '@vermilion/domain';
import { loadProcedures } from '@vermilion/catalogue';
import { judged } from './eligibility.js';

const gates: readonly Gate[] = loadProcedures().get('smart-workshop@2')?.gates ?? [];
const judge = (all: number | null, controlled: number | null, networked: number | null) =>
  judged(gates, { all, controlled, networked });

describe('whether a firm could apply, before it begins (申报前自测)', () => {
  it('judges nothing before all is answered', () => {
    expect(judge(20, 14, null)).toEqual({ kind: 'open' });
    expect(judge(null, 0, 0)).toEqual({ kind: 'open' });
  });

  it('both rates reached exactly: 14 of 20 under control, 7 of 10 in the network', () => {
    expect(judge(20, 14, 10)).toMatchObject({ kind: 'judged', verdicts: [{ met: true }, { met: true }], change: null });
    expect(judge(10, 10, 7)).toMatchObject({ verdicts: [{ met: true }, { met: true }] });
  });

  it('what is missing is counted in machines: the fewest that would do', () => {
    expect(judge(20, 13, 13)).toMatchObject({
      verdicts: [{ met: false, figure: { numerator: 13, denominator: 20 } }, { met: true }],
      change: { controlled: 1, networked: 0 },
    });
    expect(judge(10, 10, 0)).toMatchObject({ verdicts: [{ met: true }, { met: false }], change: { networked: 7 } });
  });

  it('no machine at all reaches nothing', () =>
    expect(judge(0, 0, 0)).toMatchObject({ kind: 'judged', verdicts: [{ met: false }, { met: false }] }));

  it('a part that is greater than the whole is said to be so', () => {
    expect(judge(10, 11, 0)).toEqual({ kind: 'contradiction', of: 'controlled' });
    expect(judge(10, 5, 6)).toEqual({ kind: 'contradiction', of: 'networked' });
  });
});
