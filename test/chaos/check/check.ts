import { chainFaults } from './chain.js';
import { commandFaults } from './commands.js';
import { dueFaults } from './due.js';
import type { Evidence } from './evidence.js';
import { foldFaults } from './folding.js';
import { holderFaults } from './holders.js';
import { paperFaults } from './papers.js';
import { effectFaults, publicationFaults } from './publication.js';
import { stuckFaults } from './stuck.js';
import type { Violation } from './violation.js';

/**
 * Looks for everything that must not be, in the stores alone. It shares no rule with what it checks: the chain, the order, the dates and the
 * holders are reckoned here once more.
 */
export async function violationsIn(evidence: Evidence): Promise<Violation[]> {
  return [
    ...commandFaults(evidence),
    ...(await paperFaults(evidence)),
    ...foldFaults(evidence),
    ...publicationFaults(evidence),
    ...effectFaults(evidence),
    ...dueFaults(evidence),
    ...holderFaults(evidence),
    ...chainFaults(evidence),
    ...stuckFaults(evidence),
  ];
}
