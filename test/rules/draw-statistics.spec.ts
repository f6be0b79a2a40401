import {
  admissiblePanels,
  conflictWith,
  drawPanel,
  hashText,
  type Candidate,
  type PanelStage,
} from '@vermilion/domain';
import { demoExperts, sampleData } from '@vermilion/catalogue';
import { smartWorkshop } from '../support/walk.js';

const { strata } = smartWorkshop.stages.find(({ kind }) => kind === 'panel') as PanelStage;
const sample = sampleData();
/** The day of every freeze in this test. */
const TODAY = '2018-05-21';
/** More than 100,000 draws over the pools of the twelve enterprises. */
const DRAWS_EACH = 8_400;

/** The pool as the engine freezes it, with the experts' own ids for tokens. */
function poolOf(usci: string): Candidate[] {
  return demoExperts()
    .filter((expert) => expert.available && conflictWith(expert, usci, TODAY) === null)
    .map(({ id, category, employerGroup }) => ({ token: id, group: employerGroup, category }));
}

/** Who must never judge the enterprise, read from the sample's own records and not by the engine's rule. */
function forbiddenFor(usci: string): ReadonlySet<string> {
  const barred = sample.experts.filter(
    (expert) =>
      expert.employerUsci === usci ||
      expert.conflicts.some((record) => record.usci === usci && record.mustRecuse && (record.until ?? TODAY) >= TODAY),
  );
  return new Set(barred.map(({ id }) => id));
}

const groupOf = new Map(sample.experts.map(({ id, employerGroup }) => [id, employerGroup]));
const categoryOf = new Map(demoExperts().map(({ id, category }) => [id, category]));

/** How often each panel came out. */
type Tally = Map<string, number>;

function tally(draws: number, draw: (seed: string) => readonly string[]): Tally {
  const seen: Tally = new Map();
  for (let index = 0; index < draws; index += 1) {
    const panel = [...draw(hashText(`fixed seed ${index}`))].sort().join();
    seen.set(panel, (seen.get(panel) ?? 0) + 1);
  }
  return seen;
}

/** χ² of the tally against an even spread over so many panels. */
function chiSquare(seen: Tally, panels: number, draws: number): number {
  const expected = draws / panels;
  const counted = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return counted + (panels - seen.size) * expected;
}

/** The value that χ² stays below in 99.9 % of fair experiments (significance 0.001), by Wilson and Hilferty. */
function critical(panels: number): number {
  const freedom = panels - 1;
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3;
}

describe('抽取的统计检验: 100,800 draws by fixed seeds (research on expert review §1.8: random draw, recusal, one per employer)', () => {
  it.each(sample.enterprises.map(({ id, usci }) => [id, usci] as const))(
    '%s: no conflicted expert, strata kept, one of an employer, every admissible panel equally likely',
    (id, usci) => {
      const pool = poolOf(usci);
      const panels = sample.admissiblePanels[id] ?? 0;
      expect(pool.map(({ token }) => token)).toEqual(sample.eligibleExperts[id]);
      expect(admissiblePanels(pool, strata)).toBe(panels);
      const seen = tally(DRAWS_EACH, (seed) => drawPanel(pool, strata, seed).seats.map(({ token }) => token));
      const forbidden = forbiddenFor(usci);
      for (const panel of seen.keys()) {
        const members = panel.split(',');
        expect(members.filter((member) => forbidden.has(member))).toEqual([]);
        expect(new Set(members.map((member) => groupOf.get(member))).size).toBe(5);
        expect(members.filter((member) => categoryOf.get(member) === 'technical')).toHaveLength(4);
        expect(members.filter((member) => categoryOf.get(member) === 'finance')).toHaveLength(1);
      }
      expect(seen.size).toBe(panels);
      expect(chiSquare(seen, panels, DRAWS_EACH)).toBeLessThan(critical(panels));
    },
  );

  it('a pool that admits no panel gives none: too few of a category, or all of one employer', () => {
    const pool = poolOf(sample.enterprises[0]?.usci ?? '');
    const colleagues = pool.map((candidate) => ({ ...candidate, group: 'one' }));
    const technical = pool.filter(({ category }) => category === 'technical');
    for (const barren of [colleagues, technical, []])
      expect(() => drawPanel(barren, strata, hashText('seed'))).toThrow('no panel');
  });

  it('some of the twelve pools leave somebody out, so that the first check can fail', () => {
    const left = sample.enterprises.map(({ usci }) => forbiddenFor(usci).size);
    expect(left.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(5);
  });

  it('the test sees a draw that skips a colleague instead of beginning anew: it is not even', () => {
    const pool = poolOf(sample.enterprises[0]?.usci ?? '');
    const seen = tally(DRAWS_EACH, (seed) => skippingDraw(pool, seed));
    const panels = sample.admissiblePanels['ENT01'] ?? 0;
    expect(seen.size).toBe(panels);
    expect(chiSquare(seen, panels, DRAWS_EACH)).toBeGreaterThan(critical(panels));
  });
});

/** The tempting mistake: shuffle each category and take the next whose employer does not sit there yet. */
function skippingDraw(pool: readonly Candidate[], seed: string): string[] {
  const keys = new Map(pool.map(({ token }) => [token, hashText(seed + token)]));
  const keyOf = ({ token }: Candidate) => keys.get(token) ?? '';
  const order = [...pool].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const groups = new Set<string>();
  return strata.flatMap(({ category, seats }) => {
    const taken: string[] = [];
    for (const candidate of order) {
      if (candidate.category !== category || groups.has(candidate.group) || taken.length === seats) continue;
      groups.add(candidate.group);
      taken.push(candidate.token);
    }
    return taken;
  });
}
