import { sampleData } from '@vermilion/catalogue';
import { checkMarks, compareInstants, rankCandidates, stabilityOf, totalOf, trimmedMean } from '@vermilion/domain';
import type { Contender, PanelStage } from '@vermilion/domain';
import fc from 'fast-check';
import { smartWorkshop } from '../support/walk.js';

const { rubric } = smartWorkshop.stages.find(({ kind }) => kind === 'panel') as PanelStage;
const { round, roundPanels } = sampleData();
const rules = { tieBreak: round.tieBreak, quota: round.quota };

describe('样例轮次 the round of the sample: marks, ranks and results', () => {
  it.each(roundPanels.map((panel) => [panel.enterpriseId, panel] as const))(
    '%s: every mark is valid by the rubric, items add up to the total, mean and pass as in the sample',
    (_id, panel) => {
      for (const seat of panel.seats) {
        expect(checkMarks(rubric, seat)).toEqual([]);
        expect(totalOf(seat)).toBe(seat.total);
      }
      const totals = panel.seats.map(({ total }) => total);
      expect(trimmedMean(totals, rubric.passMark)).toMatchObject({
        trimmedMean: panel.trimmedMean,
        plainMean: panel.plainMean,
        passed: panel.rank !== null,
      });
    },
  );

  it('a mark below 60 % of its item needs its comment: without the sample’s comments those marks are refused', () => {
    const silent = roundPanels.flatMap(({ seats }) =>
      seats.flatMap((seat) => checkMarks(rubric, { ...seat, comments: {} })),
    );
    expect(silent.length).toBeGreaterThan(0);
    expect(new Set(silent.map(({ code }) => code))).toEqual(new Set(['comment-required']));
  });

  it('those who passed take the ranks of the sample; a quota of five leaves the sixth to the 培育库', () => {
    const contenders = roundPanels
      .filter(({ rank }) => rank !== null)
      .map(({ enterpriseId, seats }) => ({
        caseId: enterpriseId,
        marks: seats,
        receivedAt: '2018-03-01T09:00:00+08:00',
      }));
    const { ranking, cut } = rankCandidates(contenders, rules);
    const expected = roundPanels.flatMap(({ enterpriseId, rank, result, trimmedMean: mark }) =>
      rank === null
        ? []
        : [{ caseId: enterpriseId, rank, mark, in: result !== 'nursery-list' && result !== 'waitlisted' }],
    );
    expect(
      ranking.map(({ caseId, rank, mark, result }) => ({ caseId, rank, mark, in: result === 'within-quota' })),
    ).toEqual(expected.sort((a, b) => a.rank - b.rank));
    expect(cut).toMatchObject({ quota: 5, firstOut: 'ENT11' });
  });
});

/** Instants of one day, some of them equal, in two notations of the same moment. */
const receivedAt = fc.constantFrom(
  '2018-03-01T09:00:00+08:00',
  '2018-03-01T01:00:00+00:00',
  '2018-03-01T10:30:00+08:00',
  '2018-03-02T08:00:00+08:00',
);
/** Marks of one expert on two items; coarse, so that ties are common. */
const seatMark = fc
  .record({
    G: fc.integer({ min: 0, max: 4 }),
    C: fc.integer({ min: 0, max: 4 }),
    rest: fc.integer({ min: 0, max: 3 }),
  })
  .map((items) => ({ total: items.G + items.C + items.rest, items: items }));
const contenders: fc.Arbitrary<Contender[]> = fc
  .array(fc.record({ seats: fc.array(seatMark, { minLength: 5, maxLength: 7 }), receivedAt }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((list) =>
    list.map(({ seats, receivedAt: at }, index) => ({
      caseId: `2018-00000${index + 1}`,
      marks: seats.map((mark, seat) => ({ seat: seat + 1, ...mark })),
      receivedAt: at,
    })),
  );
const quotas = fc.integer({ min: 1, max: 9 });

/** The rule written once more, in plain fractions: exact trimmed mean, then G, then C, then receipt, then number. */
function mustPrecede(a: Contender, b: Contender): boolean {
  const trimmed = ({ marks }: Contender) => {
    const totals = marks.map(({ total }) => total).sort((x, y) => x - y);
    const kept = totals.slice(1, -1);
    return [kept.reduce((sum, total) => sum + total, 0), kept.length] as const;
  };
  const item =
    (name: string) =>
    ({ marks }: Contender) =>
      [marks.reduce((sum, { items }) => sum + (items[name] ?? 0), 0), marks.length] as const;
  for (const measure of [trimmed, item('G'), item('C')]) {
    const [[p, q], [r, s]] = [measure(a), measure(b)];
    if (p * s !== r * q) return p * s > r * q;
  }
  const received = compareInstants(a.receivedAt, b.receivedAt);
  return received === 0 ? a.caseId < b.caseId : received < 0;
}

const order = (list: readonly Contender[], quota = 5) =>
  rankCandidates(list, { tieBreak: ['G', 'C', 'receivedAt'], quota }).ranking.map(({ caseId }) => caseId);
const byId = (list: readonly Contender[], id: string) => list.find(({ caseId }) => caseId === id) as Contender;

describe('综合排序 the order of any field (tie rule of the round: G, C, receipt)', () => {
  it('is total, whatever the order in which the cases come', () => {
    fc.assert(
      fc.property(contenders, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list.map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        const ranked = order(list);
        expect(order(shuffled.map(({ one }) => one))).toEqual(ranked);
        expect([...ranked].sort()).toEqual(list.map(({ caseId }) => caseId));
      }),
      { numRuns: 300 },
    );
  });

  it('puts each before the next by the rule, and says which criterion decided', () => {
    fc.assert(
      fc.property(contenders, quotas, (list, quota) => {
        const { ranking, cut } = rankCandidates(list, { tieBreak: ['G', 'C', 'receivedAt'], quota });
        ranking.forEach(({ caseId, rank, result, decidedBy }, index) => {
          expect(rank).toBe(index + 1);
          expect(result).toBe(index < quota ? 'within-quota' : 'nursery-list');
          const next = ranking[index + 1];
          if (!next) return expect(decidedBy).toBeNull();
          expect(mustPrecede(byId(list, caseId), byId(list, next.caseId))).toBe(true);
          expect(['mark', 'G', 'C', 'receivedAt', 'caseId']).toContain(decidedBy);
        });
        expect(cut).toMatchObject({ quota, firstOut: ranking[quota]?.caseId ?? null });
        expect(cut.lastIn).toBe(ranking[Math.min(quota, ranking.length) - 1]?.caseId ?? null);
      }),
      { numRuns: 300 },
    );
  });

  it('a higher mark never ranks lower', () => {
    fc.assert(
      fc.property(contenders, fc.nat(), fc.nat(), (list, who, which) => {
        const chosen = list[who % list.length] as Contender;
        const seat = which % chosen.marks.length;
        const better = list.map((one) => (one === chosen ? raised(one, seat) : one));
        const place = (field: readonly Contender[]) => order(field).indexOf(chosen.caseId);
        expect(place(better)).toBeLessThanOrEqual(place(list));
      }),
      { numRuns: 300 },
    );
  });

  it('ties are decided by G, then C, then the earlier receipt, then the number', () => {
    const one = (caseId: string, G: number, C: number, at: string): Contender => ({
      caseId,
      receivedAt: at,
      marks: [1, 2, 3, 4, 5].map((seat) => ({ seat, total: 80, items: { G, C, A: 80 - G - C } })),
    });
    const [early, late] = ['2018-03-01T09:00:00+08:00', '2018-03-01T09:00:01+08:00'];
    const field = [
      one('5', 8, 8, late),
      one('4', 8, 8, late),
      one('3', 8, 8, early),
      one('2', 8, 9, late),
      one('1', 9, 1, late),
    ];
    const { ranking } = rankCandidates(field, rules);
    expect(ranking.map(({ caseId, decidedBy }) => [caseId, decidedBy])).toEqual([
      ['1', 'G'],
      ['2', 'C'],
      ['3', 'receivedAt'],
      ['4', 'caseId'],
      ['5', null],
    ]);
  });

  it('no rounding decides a place: both are shown as 59.99, and the thousandth decides', () => {
    const one = (caseId: string, total: number): Contender => ({
      caseId,
      receivedAt: '2018-03-01T09:00:00+08:00',
      marks: [1, 2, 3, 4, 5].map((seat) => ({ seat, total, items: {} })),
    });
    expect(order([one('a', 59.991), one('b', 59.994)])).toEqual(['b', 'a']);
  });
});

describe('稳定性 what the list would be without one expert', () => {
  it('is what leaving out each mark by hand gives', () => {
    fc.assert(
      fc.property(contenders, quotas, (list, quota) => {
        const listed = (field: readonly Contender[]) => new Set(order(field, quota).slice(0, quota));
        const present = listed(list);
        const found = stabilityOf(list, { tieBreak: ['G', 'C', 'receivedAt'], quota });
        const expected = list.flatMap((one) =>
          one.marks.flatMap(({ seat }) => {
            const without = listed(
              list.map((other) =>
                other === one ? { ...one, marks: one.marks.filter((mark) => mark.seat !== seat) } : other,
              ),
            );
            const into = [...without].filter((id) => !present.has(id));
            const out = [...present].filter((id) => !without.has(id));
            return into.length + out.length > 0 ? [{ caseId: one.caseId, seat, into, out }] : [];
          }),
        );
        expect(found.changes).toEqual(expected);
        expect(found.tried).toBe(list.reduce((sum, { marks }) => sum + marks.length, 0));
        expect(found.unchanged).toBe(found.tried - expected.length);
      }),
      { numRuns: 200 },
    );
  });

  it('three totals cannot lose one: there would be no trimmed mean', () => {
    const marks = [1, 2, 3].map((seat) => ({ seat, total: 80, items: {} }));
    const receipt = '2018-03-01T09:00:00+08:00';
    expect(stabilityOf([{ caseId: '1', marks, receivedAt: receipt }], rules)).toEqual({
      unchanged: 0,
      tried: 0,
      changes: [],
    });
  });
});

/** The same contender, one seat of whom has given one more on G. */
function raised(contender: Contender, seat: number): Contender {
  const marks = contender.marks.map((mark, index) =>
    index === seat ? { ...mark, total: mark.total + 1, items: { ...mark.items, G: (mark.items['G'] ?? 0) + 1 } } : mark,
  );
  return { ...contender, marks };
}
