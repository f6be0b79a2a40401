import type { ProcedureBook } from '@vermilion/catalogue';
import {
  documentsDue,
  hasReached,
  makesDocument,
  knownResult,
  stageOf,
  type Calendar,
  type CaseState,
  type Instant,
  type Procedure,
  type RoundCase,
  type RoundFacts,
  type RoundRules,
  type RoundState,
} from '@vermilion/domain';
import type { Session } from '../../session.js';
import { checkOf } from '../facts/check.js';
import { documentSeries, nextNumber } from '../facts/numbers.js';
import { roundOfficeOf } from '../facts/office.js';
import { instantOf } from '../instant.js';
import { procedureIn } from '../procedure-in.js';
import type { RoundRequest } from '../request.js';

/** Where the facts of a round come from: the round is locked, the transaction sees all rows. */
export interface RoundPlace {
  readonly session: Session;
  readonly procedures: ProcedureBook;
  readonly procedure: Procedure;
  readonly round: RoundState;
  readonly calendar: Calendar;
  readonly now: Instant;
}

/** What `decideRound` needs from outside the stream for this command: the cases, locked by number, and a number where one is given. */
export async function loadRoundFacts(
  place: RoundPlace,
  { roundId, command, actor }: RoundRequest,
): Promise<RoundFacts> {
  const { session, procedures, round, calendar, now } = place;
  const named = command.type === 'recommend' ? command.cases : [];
  const waitsForCases = command.type !== 'call' && command.type !== 'fire';
  const wanted = { roundId, named: [...named, ...listedIn(round)], withdrawn: command.type === 'recommend' };
  const locked = waitsForCases ? await lockCases(session, procedures, wanted) : [];
  const asked = new Set(askedAbout(place, command, locked));
  const cases: RoundCase[] = [];
  for (const found of locked) {
    const check = asked.has(found.caseId) ? await checkOf(session, found, now) : null;
    cases.push({ ...found, check: check ?? knownResult(found.state) });
  }
  const office = await roundOfficeOf(session, actor, now);
  return { calendar, cases, number: await numberFor(place, command.type, cases), office };
}

type FoundCase = Omit<RoundCase, 'check'>;

function listedIn({ recommendations }: RoundState): readonly string[] {
  return Object.values(recommendations).flat();
}

interface Wanted {
  readonly roundId: string;
  readonly named: readonly string[];
  readonly withdrawn: boolean;
}

/**
 * Drafts are nothing to a round, and what was withdrawn only to the cap of its district. The cases stay as they are until this transaction
 * ends.
 */
async function lockCases(
  session: Session,
  procedures: ProcedureBook,
  { roundId, named, withdrawn }: Wanted,
): Promise<FoundCase[]> {
  const rows = await session.rows<{ id: string; state: CaseState; submitted_at: Date }>(
    `SELECT id, state, submitted_at FROM "case"
      WHERE (round = $1 OR id = ANY($2::text[])) AND submitted_at IS NOT NULL
        AND ($3 OR outcome IS DISTINCT FROM 'withdrawn')
      ORDER BY id FOR SHARE`,
    [roundId, named, withdrawn],
  );
  return rows.map(({ id, state, submitted_at: submittedAt }) => ({
    caseId: id,
    state,
    procedure: procedureIn(procedures, state),
    receivedAt: instantOf(submittedAt),
  }));
}

/** The registers are asked where the answer counts: about the entries of a district's list, of the notice, of a document. */
function askedAbout({ procedure, round }: RoundPlace, command: RoundRequest['command'], cases: readonly FoundCase[]) {
  if (command.type === 'recommend') return command.cases;
  if (command.type === 'publish') return round.list;
  return command.type === 'issue' ? documentsDue(rulesOf(procedure), round, cases).ready : [];
}

/** Numbers are drawn where one may be given only, so that a misplaced command does not even lock the series. */
async function numberFor(
  { session, procedure, round, now }: RoundPlace,
  type: RoundRequest['command']['type'],
  cases: readonly RoundCase[],
): Promise<number | null> {
  const [rules, year] = [rulesOf(procedure), now.slice(0, 4)];
  if (type === 'publish' && round.phase === 'proposed')
    return nextNumber(session, `notice:${rules.noticePrefix}:${year}`);
  if (type !== 'issue' || !hasReached(round, 'cleared') || !makesDocument(rules, round, cases)) return null;
  const award = stageOf(procedure, rules.stages.award);
  return award.kind === 'award' ? nextNumber(session, documentSeries(award, year)) : null;
}

function rulesOf({ id, version, round }: Procedure): RoundRules {
  if (!round) throw new Error(`procedure ${id}@${version} has no rounds`);
  return round;
}
