import type { Problem } from '../form/definition.js';
import type { RoundRules } from '../process/procedure.js';
import { obstacleOf, obstacleProblem } from './registers.js';
import type { RoundCase } from './round-facts.js';
import type { RoundState } from './round-state.js';

/** A district's ranked list, as it would stand. */
export interface Recommendation {
  readonly rules: RoundRules;
  readonly round: RoundState;
  readonly district: string;
  readonly cases: readonly string[];
  readonly known: readonly RoundCase[];
}

/**
 * Every fault of a district's list: too many, a case twice, of another district, not yet reviewed, suspended, documents promised but not
 * there, an obstacle in the registers, or one left out that has already gone on. Source: rules of the round (`districtCap`, ranked).
 */
export function recommendationFaults(list: Recommendation): Problem[] {
  const { round, cases, district } = list;
  const cap = round.terms?.districtCap ?? 0;
  const tooMany = cases.length > cap ? [{ at: 'cases', code: 'above-cap', params: { cap, given: cases.length } }] : [];
  const before = round.recommendations[district] ?? [];
  const droppedOff = before.filter((caseId) => !cases.includes(caseId) && hasGoneOn(list, caseId));
  return [
    ...tooMany,
    ...droppedOff.map((caseId) => ({ at: 'cases', code: 'already-forwarded', params: { case: caseId } })),
    ...cases.flatMap((caseId, index) => entryFaults(list, caseId, index)),
  ];
}

function entryFaults(list: Recommendation, caseId: string, index: number): Problem[] {
  const at = `cases[${index}]`;
  const found = list.known.find((known) => known.caseId === caseId);
  if (list.cases.indexOf(caseId) !== index) return [{ at, code: 'twice', params: { case: caseId } }];
  if (!found || found.state.district !== list.district) return [{ at, code: 'unknown-case', params: { case: caseId } }];
  if (hasGoneOn(list, caseId)) return [];
  if (found.state.stage !== list.rules.stages.recommendation || ![list.round.id, null].includes(found.state.round))
    return [{ at, code: 'not-ready', params: { case: caseId } }];
  if (found.state.deferred.length > 0) return [{ at, code: 'documents-outstanding', params: { case: caseId } }];
  const obstacle = obstacleOf(found.procedure, found.check, found.state.waived);
  return obstacle ? [obstacleProblem(at, obstacle, found.check)] : [];
}

/** A case recommended before that has left the recommendation stay on the list, whatever the order. */
function hasGoneOn({ round, district, known, rules }: Recommendation, caseId: string): boolean {
  const found = known.find((other) => other.caseId === caseId);
  const listed = (round.recommendations[district] ?? []).includes(caseId);
  return listed && found?.state.phase === 'running' && found.state.stage !== rules.stages.recommendation;
}
