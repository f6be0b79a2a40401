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

/** Every mark of a field, by who gave it: of each case another order of the same experts, at most one seat each. */
type Seating = readonly (readonly { readonly caseId: string; readonly seat: number }[])[];

function seatingOf(list: readonly Contender[], shifts: Iterator<number>): Seating {
  const seats: { caseId: string; seat: number }[][] = Array.from({ length: EXPERTS }, () => []);
  for (const { caseId, marks } of list) {
    const shift = shifts.next().value as number;
    marks.forEach(({ seat }, index) => seats[(index + shift) % EXPERTS]?.push({ caseId, seat }));
  }
  return seats;
}

/** The field without what one expert gave. */
function without(list: readonly Contender[], seats: Seating[number]): Contender[] {
  return list.map((one) => ({
    ...one,
    marks: one.marks.filter(({ seat }) => !seats.some((left) => left.caseId === one.caseId && left.seat === seat)),
  }));
}

/** As many as share the panels of the sample's round. */
const EXPERTS = 14;
const shifts = fc.infiniteStream(fc.nat({ max: EXPERTS - 1 }));
const tieBreak = ['G', 'C', 'receivedAt'];

describe('稳定性 what the list would be without one expert (research on features: stability report of a cut line)', () => {
  it('is what leaving out each expert by hand gives, in all the cases that the expert marked', () => {
    fc.assert(
      fc.property(contenders, quotas, shifts, fc.nat({ max: 6 }), (list, quota, by, passMark) => {
        const passed = ({ marks }: Contender) =>
          trimmedMean(
            marks.map(({ total }) => total),
            passMark,
          ).passed;
        const listed = (field: readonly Contender[]) => new Set(order(field.filter(passed), quota).slice(0, quota));
        const present = listed(list);
        const seating = seatingOf(list, by);
        const expected = seating.flatMap((seats, index) => {
          const after = listed(without(list, seats));
          const into = [...after].filter((id) => !present.has(id));
          const out = [...present].filter((id) => !after.has(id));
          return into.length + out.length > 0 ? [{ expert: index + 1, seats, into, out }] : [];
        });
        const found = stabilityOf(list, seating, { tieBreak, quota, passMark });
        expect(found.changes).toEqual(expected);
        expect(found.tried).toBe(seating.filter((seats) => seats.length > 0).length);
        expect(found.unchanged).toBe(found.tried - expected.length);
        expect(found.tooFew).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('a lone extreme marker is named, with all the seats that hang together, and nobody else', () => {
    fc.assert(
      fc.property(planted, ({ list, seating, last, first, quota }) => {
        const { changes, tried, unchanged } = stabilityOf(list, seating, { tieBreak, quota, passMark: 0 });
        expect(changes).toEqual([{ expert: 1, seats: seating[0], into: [first], out: [last] }]);
        expect([tried, unchanged]).toEqual([5, 4]);
        // Each seat for itself changes nothing: what counts is the expert.
        for (const seat of seating[0] ?? [])
          expect(stabilityOf(list, [[seat]], { tieBreak, quota, passMark: 0 }).changes).toEqual([]);
      }),
    );
  });

  it('whoever reaches the pass mark without one expert comes in, whoever misses it falls out', () => {
    const held = field('held', [50, 59, 60, 61, 62]);
    const missed = field('missed', [40, 58, 59, 61, 62]);
    const seating = [[{ caseId: 'held', seat: 5 }], [{ caseId: 'missed', seat: 2 }]];
    expect(stabilityOf([held, missed], seating, { tieBreak, quota: 2, passMark: 60 }).changes).toEqual([
      { expert: 1, seats: seating[0], into: [], out: ['held'] },
      { expert: 2, seats: seating[1], into: ['missed'], out: [] },
    ]);
  });

  it('of three totals none can be left out: the case stands as it is and is named; the expert’s other cases are tried', () => {
    const [few, many] = [field('few', [80, 81, 82]), field('many', [10, 80, 81, 82, 83])];
    const seating = [
      [
        { caseId: 'few', seat: 1 },
        { caseId: 'many', seat: 1 },
      ],
      [{ caseId: 'few', seat: 2 }],
    ];
    const found = stabilityOf([few, many], seating, { tieBreak, quota: 1, passMark: 0 });
    // 81 each, and `few` comes first by its number; without the 10, `many` has 81.5.
    expect(found).toEqual({
      tried: 1,
      unchanged: 0,
      changes: [{ expert: 1, seats: [{ caseId: 'many', seat: 1 }], into: ['many'], out: ['few'] }],
      tooFew: ['few'],
    });
  });

  it('a seat without a mark, as a quorum leaves it, is left out of nothing', () => {
    const seating = [[{ caseId: 'one', seat: 6 }]];
    const found = stabilityOf([field('one', [80, 81, 82, 83, 84])], seating, { tieBreak, quota: 1, passMark: 0 });
    expect(found).toMatchObject({ tried: 0, changes: [] });
  });
});

/** A case with these totals, by seat. */
function field(caseId: string, totals: readonly number[]): Contender {
  const marks = totals.map((total, index) => ({ seat: index + 1, total, items: {} }));
  return { caseId, marks, receivedAt: '2018-03-01T09:00:00+08:00' };
}

/**
 * Five experts judge every case. The first gives the last of the list far too much and the next one far too little; the four others agree on the
 * order of both. With that expert 83 and 81⅔, without 82 and 82½: the two change places, and no other omission changes anything.
 */
const planted = fc
  .record({
    shift: fc.integer({ min: -20, max: 10 }),
    high: fc.integer({ min: 95, max: 100 }),
    low: fc.integer({ min: 0, max: 59 }),
    above: fc.integer({ min: 0, max: 4 }),
    below: fc.integer({ min: 0, max: 4 }),
    turns: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 10, maxLength: 10 }),
  })
  .map(({ shift, high, low, above, below, turns }) => {
    const honest = (totals: readonly number[]) => totals.map((total) => total + shift);
    const others = (count: number, name: string, total: number) =>
      Array.from({ length: count }, (_, index): [string, number[]] => [
        `${name}${index}`,
        honest(Array<number>(5).fill(total)),
      ]);
    const cases: [string, number[]][] = [
      ...others(above, 'above', 89),
      ['last', [high, ...honest([79, 81, 83, 85])]],
      ['next', [Math.min(low, 60 + shift), ...honest([80, 81, 84, 85])]],
      ...others(below, 'below', 70),
    ];
    // Which seat an expert has, another one in each case.
    const seatOf = (expert: number, index: number) => ((expert + (turns[index] ?? 0)) % 5) + 1;
    const list = cases.map(([caseId, totals], index): Contender => ({
      ...field(caseId, []),
      marks: totals.map((total, expert) => ({ seat: seatOf(expert, index), total, items: {} })),
    }));
    const seating = [0, 1, 2, 3, 4].map((expert) =>
      cases.map(([caseId], index) => ({ caseId, seat: seatOf(expert, index) })),
    );
    return { list, seating, last: 'last', first: 'next', quota: above + 1 };
  });

/** The same contender, one seat of whom has given one more on G. */
function raised(contender: Contender, seat: number): Contender {
  const marks = contender.marks.map((mark, index) =>
    index === seat ? { ...mark, total: mark.total + 1, items: { ...mark.items, G: (mark.items['G'] ?? 0) + 1 } } : mark,
  );
  return { ...contender, marks };
}
