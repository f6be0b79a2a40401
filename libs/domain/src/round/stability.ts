import type { Contender } from './ranking.js';
import { rankCandidates } from './ranking.js';

/** What the list would be if one expert had not marked one case. */
export interface WhatIf {
  readonly caseId: string;
  readonly seat: number;
  readonly into: readonly string[];
  readonly out: readonly string[];
}

export interface Stability {
  /** How many of the single-expert omissions leave the list as it is. */
  readonly unchanged: number;
  readonly tried: number;
  readonly changes: readonly WhatIf[];
}

/** Fewer totals have no trimmed mean. */
const FEWEST = 3;

/**
 * How firm the cut line is: leaves out each expert of each candidate in turn, and says who would come in and who would fall out.
 * Seats are numbers; who sits there stays unknown.
 */
export function stabilityOf(
  contenders: readonly Contender[],
  rules: { readonly tieBreak: readonly string[]; readonly quota: number },
): Stability {
  const listOf = (field: readonly Contender[]) =>
    rankCandidates(field, rules)
      .ranking.filter(({ result }) => result === 'within-quota')
      .map(({ caseId }) => caseId);
  const present = listOf(contenders);
  const tries = contenders.flatMap(({ caseId, marks }) =>
    marks.length > FEWEST ? marks.map(({ seat }) => ({ caseId, seat })) : [],
  );
  const changes = tries.flatMap(({ caseId, seat }): WhatIf[] => {
    const without = listOf(contenders.map((contender) => leaveOut(contender, caseId, seat)));
    const into = without.filter((other) => !present.includes(other));
    const out = present.filter((other) => !without.includes(other));
    return into.length + out.length > 0 ? [{ caseId, seat, into, out }] : [];
  });
  return { unchanged: tries.length - changes.length, tried: tries.length, changes };
}

function leaveOut(contender: Contender, caseId: string, seat: number): Contender {
  return contender.caseId === caseId
    ? { ...contender, marks: contender.marks.filter((mark) => mark.seat !== seat) }
    : contender;
}
