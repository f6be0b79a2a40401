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
 *
 * The cap holds for the round, not for the newest list: a place is used by every case that the district has forwarded, whatever became of it
 * (refused at the formal check, withdrawn by its firm), until the bureau sends it back. What was listed and has not gone on yet may be
 * exchanged. Source: own reading of the districts' quota, which would limit nothing otherwise.
 */
export function recommendationFaults(list: Recommendation): Problem[] {
  const { round, cases } = list;
  const cap = round.terms?.districtCap ?? 0;
  const before = list.known.filter((found) => isForwarded(list, found));
  const used = before.filter(({ caseId }) => !cases.includes(caseId)).length;
  const given = new Set(cases).size + used;
  const tooMany = given > cap ? [{ at: 'cases', code: 'above-cap', params: { cap, given, used } }] : [];
  const droppedOff = before.filter((found) => !cases.includes(found.caseId) && hasGoneOn(list, found));
  return [
    ...tooMany,
    ...droppedOff.map(({ caseId }) => ({ at: 'cases', code: 'already-forwarded', params: { case: caseId } })),
    ...cases.flatMap((caseId, index) => entryFaults(list, caseId, index)),
  ];
}

function entryFaults(list: Recommendation, caseId: string, index: number): Problem[] {
  const at = `cases[${index}]`;
  const found = list.known.find((known) => known.caseId === caseId);
  if (list.cases.indexOf(caseId) !== index) return [{ at, code: 'twice', params: { case: caseId } }];
  if (!found || found.state.district !== list.district) return [{ at, code: 'unknown-case', params: { case: caseId } }];
  if (hasGoneOn(list, found)) return [];
  if (found.state.stage !== list.rules.stages.recommendation || ![list.round.id, null].includes(found.state.round))
    return [{ at, code: 'not-ready', params: { case: caseId } }];
  if (found.state.deferred.length > 0) return [{ at, code: 'documents-outstanding', params: { case: caseId } }];
  const obstacle = obstacleOf(found.procedure, found.check, found.state.waived);
  return obstacle ? [obstacleProblem(at, obstacle, found.check)] : [];
}

/** The district has handed it to the bureau, which has not sent it back. */
function isForwarded({ round, district }: Recommendation, { state }: RoundCase): boolean {
  return state.district === district && state.round === round.id && state.rankInDistrict !== null;
}

/** A case that the bureau has stays on the list, whatever the order, as long as it runs. */
function hasGoneOn(list: Recommendation, found: RoundCase): boolean {
  const { phase, stage } = found.state;
  return isForwarded(list, found) && phase === 'running' && stage !== list.rules.stages.recommendation;
}
