import type { RoundRules } from '../process/procedure.js';
import { obstacleOf } from './registers.js';
import type { RoundCase } from './round-facts.js';
import type { RoundCheck, RoundState, Withheld } from './round-state.js';
import { documentsDue } from './round-work.js';

/** A list without what the registers hold back today, and what they said of every entry. */
export interface Sifted {
  readonly list: readonly string[];
  readonly withheld: readonly Withheld[];
  readonly checks: readonly RoundCheck[];
}

/** Takes out of a list what the registers hold back today. */
export function sifted(cases: readonly RoundCase[], list: readonly string[]): Sifted {
  const asked = list.flatMap((caseId) => cases.find((known) => known.caseId === caseId) ?? []);
  const withheld = asked.flatMap(({ caseId, procedure, check, state }): Withheld[] => {
    const reason = obstacleOf(procedure, check, state.waived);
    return reason ? [{ caseId, reason }] : [];
  });
  return {
    list: list.filter((caseId) => !withheld.some((entry) => entry.caseId === caseId)),
    withheld,
    checks: asked.map(({ caseId, check }) => ({ caseId, check })),
  };
}

/** Whether a signature now makes a document: what is ready may be held back altogether, and then no number is to be drawn. */
export function makesDocument(rules: RoundRules, round: RoundState, cases: readonly RoundCase[]): boolean {
  return sifted(cases, documentsDue(rules, round, cases).ready).list.length > 0;
}
