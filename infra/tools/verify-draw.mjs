// Draws a published panel again, from docs/draw.md alone: `npm run verify-draw -- <file-or-url>`. Ends with 0 when everything fits, else 1.
// Shares no code with the engine, so that an error there cannot hide itself here.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * @typedef {{ token: string, group: string, category: string }} Candidate
 * @typedef {{ seat: number, category: string, token: string }} Seat
 * @typedef {{ seq: number }} Recorded
 * @typedef {{
 *   id: string, number: number, draws: string[], algorithm: string, strata: { category: string, seats: number }[], candidates: Candidate[],
 *   poolHash: string, frozenAt: string, frozenEvent: Recorded, seed: string, redraws: number, drawnAt: string, drawnEvent: Recorded,
 *   seats: Seat[], alternates: Candidate[], replacements: (Seat & { vacant: number[] })[]
 * }} Draw
 */

/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest();

/**
 * JSON without white space, keys in the order of their code units.
 * @param {unknown} value
 * @returns {string}
 */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, content]) => `${JSON.stringify(key)}:${canonical(content)}`).join(',')}}`;
}

/** @type {(a: unknown, b: unknown) => boolean} */
const same = (a, b) => canonical(a) === canonical(b);
/** @type {(list: readonly Candidate[]) => Candidate[]} */
const byToken = (list) => [...list].sort((a, b) => (a.token < b.token ? -1 : 1));
/** @type {(candidate: Candidate) => Candidate} */
const bare = ({ token, group, category }) => ({ token, group, category });

/**
 * Numbers below a limit, from SHA-256 over seed and counter.
 * @param {string} seed
 * @returns {(limit: number) => number}
 */
function numbers(seed) {
  let counter = 0;
  return (limit) => {
    for (;;) {
      const value = sha256(`${seed}:${counter++}`).readUInt32BE(0);
      if (value < 2 ** 32 - (2 ** 32 % limit)) return value % limit;
    }
  };
}

/**
 * @param {readonly Candidate[]} list
 * @param {(limit: number) => number} below
 */
function shuffled(list, below) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const pick = below(last + 1);
    // Exchanges the two places.
    order.splice(last, 1, ...order.splice(pick, 1, ...order.slice(last, last + 1)));
  }
  return order;
}

/** More redraws than this never happen with a pool that admits a panel. */
const MOST_REDRAWS = 100_000;

/**
 * @param {Draw} draw
 * @returns {Pick<Draw, 'redraws' | 'seats' | 'alternates'>}
 */
function drawAgain({ candidates, strata, seed }) {
  const pool = byToken(candidates.map(bare));
  const below = numbers(seed);
  for (let redraws = 0; redraws < MOST_REDRAWS; redraws++) {
    const orders = strata.map(({ category }) =>
      shuffled(
        pool.filter((member) => member.category === category),
        below,
      ),
    );
    const panel = strata.flatMap(({ seats }, index) => orders[index]?.slice(0, seats) ?? []);
    if (new Set(panel.map(({ group }) => group)).size !== panel.length) continue;
    const seats = panel.map(({ category, token }, index) => ({ seat: index + 1, category, token }));
    return {
      redraws,
      seats,
      alternates: strata.flatMap((stratum, index) => orders[index]?.slice(stratum.seats) ?? []),
    };
  }
  return { redraws: -1, seats: [], alternates: [] };
}

/**
 * The first replacement that is not the next alternate in turn, or null.
 * @param {Draw} draw
 */
function wrongReplacement({ seats, alternates, replacements, candidates }) {
  /** @param {string} token */
  const groupOf = (token) => candidates.find((candidate) => candidate.token === token)?.group;
  const sitting = new Map(seats.map(({ seat, token }) => [seat, token]));
  let left = alternates;
  for (const replacement of replacements) {
    const { seat, category, token, vacant } = replacement;
    const others = [...sitting].filter(([other]) => other !== seat && !vacant.includes(other));
    const groups = new Set(others.map(([, other]) => groupOf(other)));
    const next = left.find((candidate) => candidate.category === category && !groups.has(candidate.group));
    const seatCategory = seats.find((other) => other.seat === seat)?.category;
    if (next?.token !== token || category !== seatCategory) return replacement;
    left = left.filter((candidate) => candidate.token !== token);
    sitting.set(seat, token);
  }
  return null;
}

/**
 * @param {Draw} draw
 * @returns {[string, boolean][]}
 */
function checksOf(draw) {
  const tokens = draw.candidates.map(({ token }) => token);
  const hash = sha256(canonical(byToken(draw.candidates.map(bare)))).toString('hex');
  const again = drawAgain(draw);
  return [
    ['algorithm: drawPanel@1', draw.algorithm === 'drawPanel@1'],
    ['pool: every candidate once', new Set(tokens).size === tokens.length],
    [`pool hash: ${hash}`, hash === draw.poolHash],
    [
      'order: the pool was frozen before the seed was made',
      draw.frozenEvent.seq < draw.drawnEvent.seq && Date.parse(draw.frozenAt) <= Date.parse(draw.drawnAt),
    ],
    ['seed: 128 bits or more', /^[0-9a-f]{32,128}$/.test(draw.seed)],
    [`redraws: ${again.redraws}`, again.redraws === draw.redraws],
    ['seats: the same experts in the same order', same(again.seats, draw.seats)],
    ['alternates: the same experts in the same order', same(again.alternates, draw.alternates.map(bare))],
    ['replacements: each the next alternate in turn', wrongReplacement(draw) === null],
    ['history: listed among the draws of the case', draw.draws[draw.number - 1] === draw.id],
  ];
}

/**
 * @param {string} source
 * @returns {Promise<Draw>}
 */
async function read(source) {
  /** @type {(text: string) => unknown} */
  const parsed = JSON.parse;
  if (!/^https?:\/\//.test(source)) return /** @type {Draw} */ (parsed(await readFile(source, 'utf8')));
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}`);
  return /** @type {Draw} */ (parsed(await answer.text()));
}

/** @param {string | undefined} source */
async function main(source) {
  if (!source) throw new Error('usage: npm run verify-draw -- <file-or-url>');
  const checks = checksOf(await read(source));
  for (const [what, holds] of checks) process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${what}\n`);
  const failed = checks.filter(([, holds]) => !holds).length;
  process.stdout.write(failed === 0 ? 'the draw is genuine\n' : `${failed} of ${checks.length} checks failed\n`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  process.stderr.write(`the draw cannot be checked: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
