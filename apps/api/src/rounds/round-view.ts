import type { RoundSummary, RoundView } from '@vermilion/contracts';
import {
  hasReached,
  knownResult,
  stabilityOf,
  type Calendar,
  type Contender,
  type Procedure,
  type RoundCommandType,
  type RoundEventType,
  type RoundFacts,
  type RoundSight,
  type RoundState,
} from '@vermilion/domain';
import type { CaseRecord, EventEntry, RoundEntry, RoundRecord, SeatOfCase } from '@vermilion/ledger';
import type { Procedures } from '../cases/procedures.js';

/** A round as lists show it. */
export function summaryOfRound(procedure: Procedure, { id, phase, seq, terms }: RoundEntry): RoundSummary {
  return { id, phase, seq, terms, procedure: { id: procedure.id, version: procedure.version, title: procedure.title } };
}

/** What the buttons of a round depend on outside its stream. The registers are asked when a command is given. */
export function factsOf(
  { state }: RoundRecord,
  cases: readonly CaseRecord[],
  procedures: Procedures,
  calendar: Calendar,
): Omit<RoundFacts, 'office'> {
  const counted = cases.filter(({ outcome, round }) => outcome !== 'withdrawn' && [state.id, null].includes(round));
  return {
    calendar,
    number: null,
    cases: counted.map((found) => ({
      caseId: found.id,
      state: found.state,
      procedure: procedures.of(found),
      receivedAt: receiptIn(found),
      check: knownResult(found.state),
    })),
  };
}

interface Seen {
  readonly procedure: Procedure;
  readonly record: RoundRecord;
  readonly sight: RoundSight;
  readonly cases: readonly CaseRecord[];
  /** The seats of each expert of the round's panels; of nobody where the reader may not see what hangs on one of them. */
  readonly experts: readonly (readonly SeatOfCase[])[];
  readonly steps: readonly RoundCommandType[];
}

type Judged = Omit<Seen, 'steps'>;

/** The round on one screen, cut to what its reader may see. */
export function roundView({ steps, ...seen }: Seen): RoundView {
  const { procedure, record, sight } = seen;
  const { state } = record;
  const published = hasReached(state, 'published');
  return {
    ...summaryOfRound(procedure, record),
    recommendations: listsFor(state, sight),
    ...board(seen),
    list: published || sight.whole ? [...state.list] : null,
    notice: state.notice,
    documents: state.documents.map((document) => ({ ...document, cases: [...document.cases] })),
    steps: [...steps],
  };
}

/** What only those see who run the round or look after it. */
function board(seen: Judged) {
  const { record, sight, cases } = seen;
  const { state } = record;
  if (!sight.whole)
    return { candidates: null, ranking: null, cut: null, stability: null, withheld: null, funnel: null };
  const ranked = hasReached(state, 'ranked');
  return {
    candidates: hasReached(state, 'frozen') ? [...state.candidates] : null,
    ranking: ranked ? rankingOf(state, cases) : null,
    cut: state.cut,
    stability: ranked && sight.stability ? stabilityIn(seen) : null,
    withheld: [...state.withheld],
    funnel: funnelOf(cases.filter(({ round }) => round === record.id)),
  };
}

function listsFor({ recommendations }: RoundState, { whole, district }: RoundSight): RoundView['recommendations'] {
  if (!whole && district === null) return null;
  const lists = Object.entries(recommendations).filter(([of]) => whole || of === district);
  return Object.fromEntries(lists.map(([of, list]) => [of, [...list]]));
}

/** @throws when a ranked case is not of the round: a fault of the ledger. */
function rankingOf({ ranking }: RoundState, cases: readonly CaseRecord[]): NonNullable<RoundView['ranking']> {
  return ranking.map((place) => {
    const { applicant, workshopName, district } = caseIn(cases, place.caseId);
    return { ...place, applicant, workshopName, district };
  });
}

function caseIn(cases: readonly CaseRecord[], caseId: string): CaseRecord {
  const found = cases.find(({ id }) => id === caseId);
  if (!found) throw new Error(`${caseId} is on a list of a round that it is not of`);
  return found;
}

/** The list is tried again without each expert, from the marks with which it was made. */
function stabilityIn({ procedure, record, cases, experts }: Judged): RoundView['stability'] {
  const { round, stages } = procedure;
  const { terms } = record.state;
  const panel = stages.find((stage) => stage.kind === 'panel');
  const { changes, tooFew, ...counts } = stabilityOf(contendersIn(record.state, cases), experts, {
    tieBreak: round?.tieBreak ?? [],
    quota: terms?.quota ?? 0,
    passMark: panel?.rubric.passMark ?? 0,
  });
  return {
    ...counts,
    changes: changes.map(({ expert, seats, into, out }) => ({
      expert,
      seats: [...seats],
      into: [...into],
      out: [...out],
    })),
    tooFew: [...tooFew],
  };
}

/** Who was ranked, and who would have been with the pass mark: without one expert it may be reached, or missed. */
function contendersIn({ candidates, ranking }: RoundState, cases: readonly CaseRecord[]): readonly Contender[] {
  const ranked = new Set(ranking.map(({ caseId }) => caseId));
  return cases.flatMap((found): Contender[] => {
    const { judgement } = found.state;
    if (!judgement || !candidates.includes(found.id)) return [];
    if (judgement.passed && !ranked.has(found.id)) return [];
    return [{ caseId: found.id, marks: judgement.marks, receivedAt: receiptIn(found) }];
  });
}

function receiptIn({ submittedAt, openedAt }: CaseRecord) {
  return submittedAt ?? openedAt;
}

/** How many cases are where: by stage, and of those that are over by outcome. */
function funnelOf(cases: readonly CaseRecord[]): NonNullable<RoundView['funnel']> {
  const byStage: { [place: string]: number } = {};
  for (const { outcome, stage } of cases) {
    const place = outcome ?? stage ?? 'draft';
    byStage[place] = (byStage[place] ?? 0) + 1;
  }
  return { total: cases.length, byStage };
}

/** What anybody who is signed in may learn of a round when it happens. */
const KNOWN: ReadonlySet<RoundEventType> = new Set<RoundEventType>([
  'round.called',
  'round.opened',
  'round.closed',
  'round.reminded',
  'round.published',
  'round.cleared',
  'round.issued',
  'round.completed',
]);

/** The events that the reader may see; why an entry was held back is told to it alone, and to those who see the whole round. */
export function eventsShown(
  events: readonly EventEntry<RoundEventType>[],
  { whole, district }: RoundSight,
): readonly EventEntry<RoundEventType>[] {
  if (whole) return events;
  return events
    .filter(({ type, data }) => KNOWN.has(type) || (district !== null && data['district'] === district))
    .map((event) => {
      const { withheld: _withheld, checks: _checks, ...data } = event.data;
      return { ...event, data };
    });
}
