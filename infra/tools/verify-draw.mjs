// Checks a published freeze or draws a published panel again, from docs/draw.md alone: `npm run verify-draw -- <file-or-url>`. Ends with 0
// when everything fits, else 1. Shares no code with the engine, so that an error there cannot hide itself here.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

/**
 * @typedef {{ token: string, group: string, category: string }} Candidate
 * @typedef {{ seat: number, category: string, token: string }} Seat
 * @typedef {{ seq: number, prevHash: string, hash: string }} Link
 * @typedef {Link & { body: string | null }} Recorded
 * @typedef {{
 *   id: string, caseId: string, number: number, freezes: string[], algorithm: string, candidates: Candidate[],
 *   excluded: { [reason: string]: number }, poolHash: string, conflictHash: string, frozenAt: string, frozenEvent: Recorded, seed: null
 * }} Freeze
 * @typedef {Omit<Freeze, 'seed'> & {
 *   draws: string[], strata: { category: string, seats: number }[], seed: string, redraws: number, drawnAt: string, drawnEvent: Recorded,
 *   between: Link[], seats: Seat[], alternates: Candidate[], replacements: (Seat & { vacant: number[] })[]
 * }} Draw
 * @typedef {{ expert: string, reason: string }} LeftOut
 * @typedef {[string, boolean][]} Checks
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
 * Whether the hash of an event is that of its text behind the link before it, and the text says what the page says. A text that is not
 * published, because it names an official, says nothing: then the hash stands for itself.
 * @param {Freeze | Draw} page
 * @param {Recorded} event
 * @param {string} type
 * @param {readonly string[]} parts which parts of the page the event has recorded
 */
function isRecorded(page, { seq, prevHash, hash, body }, type, parts) {
  if (body === null) return type === 'panel.pool-frozen';
  /** @type {{ stream: string, seq: number, type: string, data: { [part: string]: unknown } }} */
  const event = JSON.parse(body);
  /** @type {{ [part: string]: unknown }} */
  const shown = page;
  return (
    sha256(`${prevHash}${body}`).toString('hex') === hash &&
    same([event.stream, event.seq, event.type], [`application:${page.caseId}`, seq, type]) &&
    parts.every((part) => same(event.data[part], shown[part]))
  );
}

/**
 * Whether each link follows the one before it without a gap.
 * @param {readonly Link[]} links
 */
const isChain = (links) =>
  links.slice(1).every(({ seq, prevHash }, at) => seq === (links[at]?.seq ?? 0) + 1 && prevHash === links[at]?.hash);

const POOL_PARTS = ['candidates', 'excluded', 'poolHash', 'conflictHash'];

/**
 * What was fixed before the seed.
 * @param {Freeze | Draw} page
 * @returns {Checks}
 */
function checksOfPool(page) {
  const tokens = page.candidates.map(({ token }) => token);
  const hash = sha256(canonical(byToken(page.candidates.map(bare)))).toString('hex');
  const { frozenEvent: frozen } = page;
  const said = frozen.body === null ? 'by an official, whom the page does not name' : frozen.hash;
  return [
    ['algorithm: drawPanel@1', page.algorithm === 'drawPanel@1'],
    ['pool: every candidate once', new Set(tokens).size === tokens.length],
    [`pool hash: ${hash}`, hash === page.poolHash],
    [`freeze: recorded with this pool, ${said}`, isRecorded(page, frozen, 'panel.pool-frozen', POOL_PARTS)],
    ['freezes: listed among the freezes of the case', page.freezes.includes(`${page.caseId}.${frozen.seq}`)],
  ];
}

/**
 * What the seed made of it.
 * @param {Draw} draw
 * @returns {Checks}
 */
function checksOfDraw(draw) {
  const again = drawAgain(draw);
  const { frozenEvent: frozen, drawnEvent: drawn } = draw;
  const parts = ['seed', 'poolHash', 'redraws', 'seats', 'alternates'];
  return [
    [
      'order: the pool was frozen before the seed was made',
      frozen.seq < drawn.seq && Date.parse(draw.frozenAt) <= Date.parse(draw.drawnAt),
    ],
    ['link: the draw stands behind the freeze in the chain', isChain([frozen, ...draw.between, drawn])],
    ['event: the draw was recorded with this seed and these seats', isRecorded(draw, drawn, 'panel.drawn', parts)],
    ['seed: 128 bits or more', /^[0-9a-f]{32,128}$/.test(draw.seed)],
    [`redraws: ${again.redraws}`, again.redraws === draw.redraws],
    ['seats: the same experts in the same order', same(again.seats, draw.seats)],
    ['alternates: the same experts in the same order', same(again.alternates, draw.alternates.map(bare))],
    ['replacements: each the next alternate in turn', wrongReplacement(draw) === null],
    ['history: listed among the draws of the case', draw.draws[draw.number - 1] === draw.id],
  ];
}

/**
 * Whether the page of the freeze, as somebody kept it before there was a seed, is what the page stands on now.
 * @param {Freeze | Draw} page
 * @param {Freeze | Draw} noted
 * @returns {Checks}
 */
function checksOfNoted(page, noted) {
  const shared = [...POOL_PARTS, 'caseId', 'frozenEvent'];
  /** @type {(from: { [part: string]: unknown }) => unknown[]} */
  const parts = (from) => shared.map((part) => from[part]);
  return [
    ['noted: the very freeze that was noted without a seed', noted.seed === null && same(parts(noted), parts(page))],
  ];
}

/**
 * Whether those left out are the ones of the fingerprint; for whoever was given their list and the salt.
 * @param {Freeze | Draw} page
 * @param {readonly LeftOut[]} list
 * @param {string} salt
 * @returns {Checks}
 */
function checksOfLeftOut({ candidates, excluded, conflictHash }, list, salt) {
  /** @type {(expert: string) => string} */
  const tokenOf = (expert) => sha256(`${salt}|expert|${expert}`).toString('hex').slice(0, 32);
  const left = list.map(({ expert, reason }) => ({ reason, token: tokenOf(expert) }));
  const hash = sha256(canonical(left.sort((a, b) => (a.token < b.token ? -1 : 1)))).toString('hex');
  /** @type {{ [reason: string]: number }} */
  const counts = {};
  for (const { reason } of left) counts[reason] = (counts[reason] ?? 0) + 1;
  return [
    [`conflict hash: ${hash}`, hash === conflictHash],
    ['excluded: so many for each reason', same(counts, excluded)],
    [
      'apart: nobody left out is a candidate',
      left.every(({ token }) => candidates.every((one) => one.token !== token)),
    ],
  ];
}

/**
 * @param {string} source
 * @returns {Promise<unknown>}
 */
async function read(source) {
  /** @type {(text: string) => unknown} */
  const parsed = JSON.parse;
  if (!/^https?:\/\//.test(source)) return parsed(await readFile(source, 'utf8'));
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}`);
  return /** @type {Promise<unknown>} */ (answer.json());
}

/** @type {(source: string) => Promise<Freeze | Draw>} */
const readPage = async (source) => /** @type {Freeze | Draw} */ (await read(source));

const USAGE =
  'usage: npm run verify-draw -- <file-or-url> [--noted <page of the freeze>] [--left-out <file> --salt <hex>]';
const OPTIONS = /** @type {const} */ ({
  noted: { type: 'string' },
  'left-out': { type: 'string' },
  salt: { type: 'string' },
});

/** @param {string[]} args */
async function checksAsked(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const { noted, 'left-out': leftOut, salt } = values;
  const [source] = positionals;
  if (!source || (leftOut === undefined) !== (salt === undefined)) throw new Error(USAGE);
  const page = await readPage(source);
  const checks = [...checksOfPool(page), ...(page.seed === null ? [] : checksOfDraw(page))];
  if (noted !== undefined) checks.push(...checksOfNoted(page, await readPage(noted)));
  if (leftOut !== undefined && salt !== undefined)
    checks.push(...checksOfLeftOut(page, /** @type {LeftOut[]} */ (await read(leftOut)), salt));
  return { checks, verdict: page.seed === null ? 'the pool is frozen; this page has no seed' : 'the draw is genuine' };
}

async function main() {
  const { checks, verdict } = await checksAsked(process.argv.slice(2));
  for (const [what, holds] of checks) process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${what}\n`);
  const failed = checks.filter(([, holds]) => !holds).length;
  process.stdout.write(failed === 0 ? `${verdict}\n` : `${failed} of ${checks.length} checks failed\n`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`the draw cannot be checked: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
