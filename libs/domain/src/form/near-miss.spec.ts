import fc from 'fast-check';
import type { Form, Gate } from './definition.js';
import { checkGates } from './check-gates.js';
import { computeFigure } from './figures.js';
import { gateDistance, type EquipmentChange } from './near-miss.js';

const gate = (compute: Gate['compute'], atLeastPercent: number): Gate => ({
  id: compute,
  title: { zh: compute, en: compute },
  compute,
  declaredAt: `indicators.${compute.slice(0, -2)}`,
  atLeastPercent,
  source: 'test',
});
const gatesAt = (control: number, network: number): Gate[] => [
  gate('numericallyControlledRate@1', control),
  gate('networkRate@1', network),
];

/** One line of each sort: machines under control, of which so many are networked, and plain ones. */
function formOf(plain: number, controlled: number, networked: number): Form {
  const line = (seq: number, qty: number, networkedQty: number, numericallyControlled: boolean) => ({
    ...{ seq, qty, networkedQty, numericallyControlled },
  });
  return { equipment: [line(1, plain, 0, false), line(2, controlled, networked, true)] };
}

type Counts = readonly [plain: number, controlled: number, networked: number];

/** The form after a change: machines put under control come out of the plain ones. */
function changed([plain, controlled, networked]: Counts, change: EquipmentChange): Form {
  return formOf(plain - change.controlled, controlled + change.controlled, networked + change.networked);
}
const passes = (gates: readonly Gate[], form: Form) =>
  gates.every((one) => computeFigure(one.compute, form) !== null) && checkGates(gates, form).length === 0;

const counts = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
  .map(([plain, controlled, networked]): Counts => [plain, controlled, Math.min(controlled, networked)])
  .filter(([plain, controlled]) => plain + controlled > 0);
const percent = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);

describe('差一点报告 the distance from the gates (features.md §4 idea 3: apply the change, the engine passes; one less fails)', () => {
  it('28 of 42 machines under control are two short of 70 %, and networking has to keep up with them', () => {
    const distance = gateDistance(gatesAt(70, 70), formOf(14, 28, 20));
    expect(distance.gates).toEqual([
      {
        gate: 'numericallyControlledRate@1',
        numerator: 28,
        denominator: 42,
        computed: '66.666666',
        atLeast: 70,
        needed: 30,
        missing: 2,
      },
    ]);
    // 20 of 28 are networked (71.4 %), but 70 % of 30 are 21.
    expect(distance.change).toEqual({ controlled: 2, networked: 1 });
  });

  it('what passes is short of nothing', () => {
    expect(gateDistance(gatesAt(70, 70), formOf(3, 7, 5))).toEqual({ gates: [], declarations: [], change: null });
  });

  it('a declared figure that the list does not give is named with the computed one', () => {
    const form = { ...formOf(3, 7, 7), indicators: { networkRate: 99 } };
    expect(gateDistance(gatesAt(70, 70), form).declarations).toEqual([
      { gate: 'networkRate@1', at: 'indicators.networkRate', declared: 99, computed: 100 },
    ]);
  });

  it('without machines, or without a list, there is no change to name', () => {
    expect(gateDistance(gatesAt(70, 70), formOf(0, 0, 0)).change).toBeNull();
    expect(gateDistance(gatesAt(70, 70), {}).change).toBeNull();
  });

  it('for every list and every threshold: the change passes', () => {
    fc.assert(
      fc.property(counts, percent, percent, (present, control, network) => {
        const gates = gatesAt(control, network);
        const { change } = gateDistance(gates, formOf(...present));
        expect(passes(gates, change ? changed(present, change) : formOf(...present))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('for every list and every threshold: one machine less of either fails', () => {
    fc.assert(
      fc.property(counts, percent, percent, (present, control, network) => {
        const gates = gatesAt(control, network);
        const { change } = gateDistance(gates, formOf(...present));
        fc.pre(change !== null);
        const { controlled, networked } = change;
        if (controlled > 0)
          expect(passes(gates, changed(present, { controlled: controlled - 1, networked }))).toBe(false);
        if (networked > 0)
          expect(passes(gates, changed(present, { controlled, networked: networked - 1 }))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('brute force finds no change of fewer machines', () => {
    const small = fc
      .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }))
      .map(([plain, controlled, networked]): Counts => [plain, controlled, Math.min(controlled, networked)])
      .filter(([plain, controlled]) => plain + controlled > 0);
    fc.assert(
      fc.property(small, percent, percent, (present, control, network) => {
        const gates = gatesAt(control, network);
        const { change } = gateDistance(gates, formOf(...present));
        const named = change ? change.controlled + change.networked : 0;
        const [plain, controlled, networked] = present;
        for (let more = 0; more <= plain; more += 1)
          for (let wired = 0; networked + wired <= controlled + more; wired += 1)
            if (passes(gates, changed(present, { controlled: more, networked: wired })))
              expect(more + wired).toBeGreaterThanOrEqual(named);
      }),
      { numRuns: 300 },
    );
  });
});
