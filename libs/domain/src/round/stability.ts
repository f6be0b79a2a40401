import { trimmedMean } from '../panel/marks.js';
import type { Contender } from './ranking.js';
import { rankCandidates } from './ranking.js';

/** A seat of the panel of one case. */
interface SeatOfCase {
  readonly caseId: string;
  readonly seat: number;
}

/** What the list would be if one expert had marked none of the cases. */
export interface WhatIf {
  /** A number of this report alone; who it is, stays unknown. */
  readonly expert: number;
  /** Whose marks were left out: all seats of the expert whose panel has a result without them. */
  readonly seats: readonly SeatOfCase[];
  readonly into: readonly string[];
  readonly out: readonly string[];
}

export interface Stability {
  /** How many of the omissions leave the list as it is. */
  readonly unchanged: number;
  /** How many experts were left out, one after the other. */
  readonly tried: number;
  readonly changes: readonly WhatIf[];
  /** Cases that no expert can be left out of: three totals are the fewest that have a trimmed mean. They stand with all their marks. */
  readonly tooFew: readonly string[];
}

interface Rules {
  readonly tieBreak: readonly string[];
  readonly quota: number;
  readonly passMark: number;
}

/** Fewer totals have no trimmed mean. */
const FEWEST = 3;

/**
 * How firm the cut line is: leaves out each expert in turn, in every case that he or she marked, and says who would come in and who would
 * fall out. Without the expert the same rule applies to the marks that are left (`trimmedMean@1`, pass mark, tie rule), also where they are
 * fewer than a panel needs: it is a question about the list, no result. Source: research on features §4.11 (stability report of a cut line).
 * @param contenders whoever has opened marks and came to the ranking, or would have with the pass mark.
 * @param experts the seats of each expert, in the order in which they are numbered.
 */
export function stabilityOf(
  contenders: readonly Contender[],
  experts: readonly (readonly SeatOfCase[])[],
  rules: Rules,
): Stability {
  const present = listOf(contenders, rules);
  const marked = new Set(contenders.flatMap(({ caseId, marks }) => marks.map(({ seat }) => nameOf({ caseId, seat }))));
  const tooFew = contenders.filter(({ marks }) => marks.length <= FEWEST).map(({ caseId }) => caseId);
  const tries = experts
    .map((seats) => seats.filter((one) => marked.has(nameOf(one)) && !tooFew.includes(one.caseId)))
    .flatMap((seats, index) => (seats.length > 0 ? [{ expert: index + 1, seats }] : []));
  const changes = tries.flatMap(({ expert, seats }): WhatIf[] => {
    const without = listOf(leaveOut(contenders, seats), rules);
    const into = without.filter((other) => !present.includes(other));
    const out = present.filter((other) => !without.includes(other));
    return into.length + out.length > 0 ? [{ expert, seats, into, out }] : [];
  });
  return { unchanged: tries.length - changes.length, tried: tries.length, changes, tooFew };
}

/** Who is within the quota, of those who pass. */
function listOf(contenders: readonly Contender[], { passMark, ...rules }: Rules): readonly string[] {
  const passed = contenders.filter(
    ({ marks }) =>
      trimmedMean(
        marks.map(({ total }) => total),
        passMark,
      ).passed,
  );
  return rankCandidates(passed, rules)
    .ranking.filter(({ result }) => result === 'within-quota')
    .map(({ caseId }) => caseId);
}

function leaveOut(contenders: readonly Contender[], seats: readonly SeatOfCase[]): readonly Contender[] {
  const left = new Set(seats.map(nameOf));
  return contenders.map(({ caseId, marks, ...rest }) => ({
    ...rest,
    caseId,
    marks: marks.filter(({ seat }) => !left.has(nameOf({ caseId, seat }))),
  }));
}

function nameOf({ caseId, seat }: SeatOfCase): string {
  return `${caseId}/${seat}`;
}
