import { loadProcedures, sampleData, sampleForm } from '@vermilion/catalogue';
import fc from 'fast-check';
import { checkGates } from './check-gates.js';
import type { Form } from './definition.js';
import { computeFigure, exactPercent, meets } from './figures.js';

const gates = loadProcedures().get('smart-workshop@1')?.gates ?? [];

function listOf(total: number, controlled: number, networked = 0): Form {
  return {
    equipment: [
      { seq: 1, qty: controlled, numericallyControlled: true, networkedQty: networked },
      { seq: 2, qty: total - controlled, numericallyControlled: false, networkedQty: 0 },
    ],
  };
}

describe('Indicators are computed from the equipment list (docs/sources.md)', () => {
  it.each(sampleData().rateEdgeCases)(
    '$nc of $total are shown as $ncRate %, and meeting $threshold % is $meets',
    (edge) => {
      const figure = computeFigure('numericallyControlledRate@1', listOf(edge.total, edge.nc));
      expect(figure?.rounded).toBe(edge.ncRate);
      expect(figure && meets(figure, edge.threshold)).toBe(edge.meets);
    },
  );

  it.each(sampleData().enterprises.filter((firm) => firm.declaration))(
    'The rates of $id are those of the sample',
    (firm) => {
      const form = sampleForm(firm.id);
      expect(computeFigure('numericallyControlledRate@1', form)?.rounded).toBe(firm.declaration?.computed.ncRate);
      expect(computeFigure('networkRate@1', form)?.rounded).toBe(firm.declaration?.computed.networkRate);
    },
  );

  it('The network rate is measured by the numerically controlled machines, not by all', () => {
    expect(computeFigure('networkRate@1', listOf(100, 40, 30))).toEqual({
      numerator: 30,
      denominator: 40,
      rounded: 75,
    });
  });

  it('Where there is nothing to divide by, or a line is incomplete, there is no figure', () => {
    expect(computeFigure('networkRate@1', listOf(10, 0))).toBeNull();
    expect(computeFigure('networkRate@1', {})).toBeNull();
    expect(computeFigure('networkRate@1', { equipment: [{ qty: 3 }] })).toBeNull();
    expect(
      computeFigure('networkRate@1', { equipment: [{ qty: -3, networkedQty: 0, numericallyControlled: true }] }),
    ).toBeNull();
  });

  it('Rounding is half up to two decimals, and the comparison never rounds', () => {
    const parts = fc
      .integer({ min: 1, max: 10_000_000 })
      .chain((total) => fc.tuple(fc.nat({ max: total }), fc.constant(total)));
    fc.assert(
      fc.property(parts, fc.nat({ max: 10_000 }), ([part, total], hundredths) => {
        const figure = { numerator: part, denominator: total, rounded: 0 };
        expect(meets(figure, hundredths / 100)).toBe(part * 10_000 >= hundredths * total);
        const rounded = computeFigure('numericallyControlledRate@1', listOf(total, part))?.rounded ?? -1;
        const distance = Math.round(rounded * 100) * total * 2 - part * 20_000;
        expect(distance).toBeGreaterThan(-total);
        expect(distance).toBeLessThanOrEqual(total);
      }),
    );
  });

  it('Half a hundredth is rounded up', () => {
    expect(computeFigure('numericallyControlledRate@1', listOf(20_000, 1))?.rounded).toBe(0.01);
  });

  it('A percentage that is no plain decimal is a mistake', () => {
    expect(() => meets({ numerator: 1, denominator: 2, rounded: 50 }, -1)).toThrow(RangeError);
  });
});

describe('Gates compare what is declared and what is so', () => {
  it('ENT04 declares 82 % where its list gives 55.17 %: both the difference and the unmet gate are told', () => {
    const at = 'indicators.ncRate';
    const list = { gate: 'ncRate', numerator: 16, denominator: 29 };
    expect(checkGates(gates, sampleForm('ENT04'))).toEqual([
      { at, code: 'declared-differs', params: { ...list, declared: 82, computed: 55.17 } },
      { at, code: 'gate-not-met', params: { ...list, computed: '55.172413', atLeast: 70 } },
    ]);
  });

  it('69.996 % is shown as it is and does not reach 70 %', () => {
    const form = { ...listOf(25_000, 17_499, 17_499), indicators: { ncRate: 70, networkRate: 100 } };
    expect(checkGates(gates, form)).toMatchObject([{ code: 'gate-not-met', params: { computed: '69.996' } }]);
    expect(exactPercent({ numerator: 7, denominator: 10, rounded: 70 })).toBe('70');
  });

  it('Without a single numerically controlled machine, the network rate does not exist', () => {
    const codes = checkGates(gates, { ...listOf(5, 0), indicators: { ncRate: 0, networkRate: 0 } }).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['gate-not-met', 'figure-undefined']);
  });
});
