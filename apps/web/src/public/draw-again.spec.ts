import type { DrawView } from '@vermilion/contracts';
import { canonicalText, drawPanel, hashText, poolHash, type Candidate, type PanelStage } from '@vermilion/domain';
import { drawAgain } from './draw-again.js';

const STRATA: PanelStage['strata'] = [
  { category: 'technical', seats: 2 },
  { category: 'finance', seats: 1 },
];
const SEED = 'ab'.repeat(32);
const POOL: Candidate[] = Array.from({ length: 9 }, (_, index) => ({
  token: hashText(`expert ${index}`).slice(0, 32),
  group: hashText(`group ${index % 5}`).slice(0, 32),
  category: index % 3 === 0 ? 'finance' : 'technical',
}));

/** A draw as it is published. */
function drawn(): DrawView {
  const { seats, alternates, redraws } = drawPanel(POOL, STRATA, SEED);
  const pool = poolHash(POOL);
  const body = canonicalText({ data: { seed: SEED, poolHash: pool, redraws, seats, alternates } });
  const frozen = { seq: 4, prevHash: 'x', hash: hashText('freeze'), recordedAt: '', body: null };
  const between = { seq: 5, prevHash: frozen.hash, hash: hashText('between') };
  const event = { seq: 6, prevHash: between.hash, hash: hashText(`${between.hash}${body}`), recordedAt: '', body };
  const [seat] = seats;
  const next = alternates.find(
    ({ category, group }) =>
      category === seat?.category &&
      !seats.slice(1).some(({ token }) => POOL.find((one) => one.token === token)?.group === group),
  );
  const replacement = { seat: 1, category: seat?.category ?? '', token: next?.token ?? '', at: '', vacant: [] };
  const parts = { candidates: POOL, strata: STRATA, poolHash: pool, seed: SEED, redraws, seats, alternates };
  return {
    ...parts,
    frozenEvent: frozen,
    between: [between],
    drawnEvent: event,
    replacements: [replacement],
  } as unknown as DrawView;
}

const failing = (draw: DrawView) => drawAgain(draw).flatMap(({ what, holds }) => (holds ? [] : [what]));

describe('a draw, done again in the browser', () => {
  it('comes out the same', () => {
    expect(drawAgain(drawn()).map(({ what }) => what)).toEqual(['pool', 'before', 'recorded', 'seats', 'replacements']);
    expect(failing(drawn())).toEqual([]);
  });

  it('of a freeze without a seed only the pool can be computed', () => {
    expect(drawAgain({ ...drawn(), seed: null, drawnEvent: null })).toEqual([{ what: 'pool', holds: true }]);
  });

  it('says what does not fit', () => {
    const draw = drawn();
    const [first, second] = draw.seats;
    const swapped = [second, first, ...draw.seats.slice(2)] as DrawView['seats'];
    expect(failing({ ...draw, candidates: draw.candidates.slice(1) })).toContain('pool');
    expect(failing({ ...draw, seed: 'cd'.repeat(32) })).toEqual(expect.arrayContaining(['recorded', 'seats']));
    expect(failing({ ...draw, seats: swapped })).toEqual(expect.arrayContaining(['recorded', 'seats']));
    expect(failing({ ...draw, between: [] })).toEqual(['before']);
    const wrong = draw.replacements.map((one) => ({ ...one, token: draw.seats[0]?.token ?? '' }));
    expect(failing({ ...draw, replacements: wrong })).toEqual(['replacements']);
  });
});
