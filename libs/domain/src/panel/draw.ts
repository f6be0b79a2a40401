import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { hashOf } from '../process/canonical.js';
import type { Candidate, SeatDrawn } from '../process/panel-facts.js';
import type { PanelStage } from '../process/procedure.js';

type Strata = PanelStage['strata'];

export interface Draw {
  readonly seats: readonly SeatDrawn[];
  readonly alternates: readonly Candidate[];
  /** How many whole sets were thrown away because two members shared an employer. */
  readonly redraws: number;
}

/**
 * The fingerprint of a frozen pool. The event of the freeze holds it and anybody may read it there; only when that event is committed does
 * the engine make a seed. So no pool can be changed to fit a seed (docs/draw.md).
 */
export function poolHash(candidates: readonly Candidate[]): string {
  return hashOf(inOrder(candidates));
}

/** Candidates in the one order in which every draw numbers them: by token. */
export function inOrder(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => (a.token < b.token ? -1 : 1));
}

/**
 * How many panels the pool admits: the wanted seats of each category, at most one member of an employer group.
 * Counted exactly, group by group: each group gives nobody, or one of its members.
 */
export function admissiblePanels(candidates: readonly Candidate[], strata: Strata): number {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) groups.set(candidate.group, [...(groups.get(candidate.group) ?? []), candidate]);
  let counts = new Map<string, number>([[strata.map(() => 0).join(), 1]]);
  for (const members of groups.values()) {
    const next = new Map(counts);
    for (const [taken, ways] of counts) {
      strata.forEach((stratum, index) => {
        const offered = members.filter((member) => member.category === stratum.category).length;
        const filled = taken.split(',').map(Number);
        filled[index] = (filled[index] ?? 0) + 1;
        if (offered === 0 || (filled[index] ?? 0) > stratum.seats) return;
        next.set(filled.join(), (next.get(filled.join()) ?? 0) + ways * offered);
      });
    }
    counts = next;
  }
  return counts.get(strata.map((stratum) => stratum.seats).join()) ?? 0;
}

/** To count panels takes longer than to draw one; after so many redraws it is worth asking whether there is any. */
const SUSPICIOUS = 50;
const NO_PANEL = 'the pool admits no panel';

/**
 * Draws seats and ordered alternates from a frozen pool by a seed. Uniform over all admissible panels: a set in which two members share an
 * employer group is thrown away whole and drawn anew; nobody is skipped. Anyone with pool and seed gets the same result.
 * @throws when the pool admits no panel; ask {@link admissiblePanels} first.
 */
export function drawPanel(candidates: readonly Candidate[], strata: Strata, seed: string): Draw {
  const pool = inOrder(candidates);
  const wanted = strata.reduce((sum, { seats }) => sum + seats, 0);
  const below = numbersFrom(seed);
  for (let redraws = 0; ; redraws += 1) {
    if (redraws === SUSPICIOUS && admissiblePanels(candidates, strata) === 0) throw new Error(NO_PANEL);
    const shuffled = strata.map((stratum) =>
      shuffle(
        pool.filter((candidate) => candidate.category === stratum.category),
        below,
      ),
    );
    const chosen = strata.flatMap((stratum, index) => (shuffled[index] ?? []).slice(0, stratum.seats));
    if (chosen.length < wanted) throw new Error(NO_PANEL);
    if (new Set(chosen.map((member) => member.group)).size < chosen.length) continue;
    const alternates = strata.flatMap((stratum, index) => (shuffled[index] ?? []).slice(stratum.seats));
    const seats = chosen.map(({ category, token }, index) => ({ seat: index + 1, category, token }));
    return { seats, alternates, redraws };
  }
}

/** The first alternate of the category whose employer group is not on the panel already; null when there is none. */
export function nextAlternate(
  alternates: readonly Candidate[],
  category: string,
  groupsSeated: ReadonlySet<string>,
): Candidate | null {
  return alternates.find((candidate) => candidate.category === category && !groupsSeated.has(candidate.group)) ?? null;
}

/** Fisher-Yates: every order of the members is equally likely. */
function shuffle(members: readonly Candidate[], below: (limit: number) => number): Candidate[] {
  const order = [...members];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = below(last + 1);
    const [a, b] = [order[last], order[pick]];
    if (a && b) [order[last], order[pick]] = [b, a];
  }
  return order;
}

/**
 * Numbers below a limit from SHA-256 over seed and counter; 32 bits each. Values in the incomplete last range are thrown away,
 * so that no number is likelier than another.
 */
function numbersFrom(seed: string): (limit: number) => number {
  let counter = 0;
  const next = (): number => {
    const block = sha256(utf8ToBytes(`${seed}:${counter}`));
    counter += 1;
    return new DataView(block.buffer, block.byteOffset, 4).getUint32(0);
  };
  return (limit) => {
    const fair = 2 ** 32 - (2 ** 32 % limit);
    for (;;) {
      const value = next();
      if (value < fair) return value % limit;
    }
  };
}
