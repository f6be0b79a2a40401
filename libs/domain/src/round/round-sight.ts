import type { Person } from '../process/actor.js';
import { fills } from '../process/offices.js';
import type { Procedure, RoundRules } from '../process/procedure.js';
import type { CaseState } from '../process/state.js';
import { districtOf } from './district-of.js';

/** What of a round its reader may see beside what everybody may: terms, phase, and once they are out notice, list and documents. */
export interface RoundSight {
  /** Lists of all districts, candidates, ranking and cut, where the cases are. */
  readonly whole: boolean;
  /** Who would come in and fall out without one expert: for those who make the list. */
  readonly stability: boolean;
  /** The district whose own list the reader may see; null for whoever recommends for none. */
  readonly district: string | null;
}

/**
 * Who sees what of a round. Ranking and marks are for the office that runs the round, its leader, operations and audit; a district sees the
 * list that it gave. Source: design of rounds: nobody else learns the order before the notice, and afterwards each applicant its own place.
 */
export function roundSight(rules: RoundRules, reader: Person): RoundSight {
  const makesTheList = fills(reader, rules.office, '') || fills(reader, rules.leader, '');
  return {
    whole: makesTheList || oversees(reader),
    stability: makesTheList,
    district: districtOf(reader, rules.recommender),
  };
}

/**
 * Whether the reader may know what the panel gave the case and which place it has: in a round only when the list is out or the case is over,
 * except for those who see the whole of the round. Procedures without rounds have no list to wait for; while the panel is at work,
 * `watchesPanel` says who may know how far it is.
 */
export function seesPlace(procedure: Procedure, state: CaseState, reader: Person): boolean {
  if (!procedure.round || state.round === null || state.notice !== null || state.phase === 'closed') return true;
  const stage = procedure.stages.find(({ id }) => id === state.stage);
  return stage?.kind === 'panel' || roundSight(procedure.round, reader).whole;
}

function oversees({ role }: Person): boolean {
  return role === 'operations' || role === 'auditor';
}
