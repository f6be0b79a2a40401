import type { DrawView } from '@vermilion/contracts';
import {
  canonicalText,
  drawPanel,
  hashText,
  nextAlternate,
  poolHash,
  type Candidate,
  type PanelStage,
} from '@vermilion/domain';

/** One thing that this browser has computed by itself, and whether it fits what was published. */
export interface Check {
  readonly what: 'pool' | 'before' | 'recorded' | 'seats' | 'replacements';
  readonly holds: boolean;
}

/** The words of each check. */
export const CHECK_WORDS: { readonly [what in Check['what']]: string } = {
  pool: 'check.pool',
  before: 'check.before',
  recorded: 'check.recorded',
  seats: 'check.seats',
  replacements: 'check.replacements',
};

/** A draw of which there is a result. */
type Drawn = DrawView & { readonly seed: string; readonly drawnEvent: NonNullable<DrawView['drawnEvent']> };

/** Draws again from what was published, and compares. Of a freeze without a seed only the pool can be computed. */
export function drawAgain(draw: DrawView): readonly Check[] {
  const pool: Check = { what: 'pool', holds: poolHash(poolOf(draw)) === draw.poolHash };
  const { seed, drawnEvent } = draw;
  if (seed === null || drawnEvent === null) return [pool];
  const drawn = { ...draw, seed, drawnEvent };
  return [
    pool,
    { what: 'before', holds: isBefore(drawn) },
    { what: 'recorded', holds: isRecorded(drawn) },
    { what: 'seats', holds: hasSeats(drawn) },
    { what: 'replacements', holds: hasReplacements(drawn) },
  ];
}

const same = (a: unknown, b: unknown) => canonicalText(a) === canonicalText(b);

function poolOf({ candidates }: DrawView): Candidate[] {
  return (candidates as Candidate[]).map(({ token, group, category }) => ({ token, group, category }));
}

/** The event of the draw stands behind that of the freeze in the chain, without a gap. */
function isBefore({ frozenEvent, between, drawnEvent }: Drawn): boolean {
  const links = [frozenEvent, ...between, drawnEvent];
  return links.every((link, at) => {
    const before = links[at - 1];
    return before === undefined || (link.seq === before.seq + 1 && link.prevHash === before.hash);
  });
}

/** The text of the event has the hash that the chain shows, and says this seed and these seats. */
function isRecorded({ drawnEvent, seed, seats, poolHash: pool }: Drawn): boolean {
  const { body, prevHash, hash } = drawnEvent;
  if (body === null || hashText(`${prevHash}${body}`) !== hash) return false;
  const { data } = JSON.parse(body) as { readonly data: { readonly [part: string]: unknown } };
  return same([data['seed'], data['poolHash'], data['seats']], [seed, pool, seats]);
}

function hasSeats(draw: Drawn): boolean {
  const again = drawPanel(poolOf(draw), draw.strata as PanelStage['strata'], draw.seed);
  return same([again.seats, again.alternates, again.redraws], [draw.seats, draw.alternates, draw.redraws]);
}

/** Whoever came later was the next of the alternates whose employer did not sit on another seat. */
function hasReplacements({ seats, alternates, replacements, candidates }: Drawn): boolean {
  const sitting = new Map(seats.map(({ seat, token }) => [seat, token]));
  let left = alternates as Candidate[];
  return replacements.every(({ seat, category, token, vacant }) => {
    const others = [...sitting].filter(([other]) => other !== seat && !vacant.includes(other));
    const groups = new Set(others.map(([, other]) => candidates.find((one) => one.token === other)?.group ?? ''));
    const next = nextAlternate(left, category, groups);
    left = left.filter((one) => one.token !== token);
    sitting.set(seat, token);
    return next?.token === token;
  });
}
