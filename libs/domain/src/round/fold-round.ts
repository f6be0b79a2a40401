import type { RecordedRound, RoundEventData, RoundEventType } from './round-event.js';
import type { RoundState } from './round-state.js';
import { NO_ROUND } from './round-state.js';

type Change<T extends RoundEventType> = (round: RoundState, data: RoundEventData[T]) => Partial<RoundState>;

const CHANGES: { readonly [T in RoundEventType]: Change<T> } = {
  'round.called': (_round, data) => ({ ...data, phase: 'announced' }),
  'round.opened': () => ({ phase: 'open' }),
  'round.closed': () => ({ phase: 'closed' }),
  'round.reminded': () => ({ reminded: true }),
  'round.recommended': (round, { district, cases }) => ({
    recommendations: { ...round.recommendations, [district]: cases },
    listSeq: { ...round.listSeq, [district]: round.seq + 1 },
  }),
  'round.frozen': (_round, { candidates }) => ({ phase: 'frozen', candidates }),
  'round.ranked': (_round, { ranking, cut }) => ({ phase: 'ranked', ranking, cut }),
  'round.proposed': (_round, { list }) => ({ phase: 'proposed', list }),
  'round.published': (_round, { list, withheld, checks, ...notice }) => ({
    phase: 'published',
    list,
    withheld,
    checks,
    notice,
  }),
  'round.cleared': () => ({ phase: 'cleared' }),
  'round.issued': (round, { withheld, checks, ...document }) => ({
    phase: 'issued',
    documents: [...round.documents, document],
    ...heldBack(round, { withheld, checks }),
  }),
  'round.withheld': heldBack,
  'round.completed': () => ({ phase: 'completed' }),
};

/** What the registers have held back is kept with all that was held back before; of what they said, the newest. */
function heldBack(
  round: RoundState,
  { withheld, checks }: RoundEventData['round.withheld'],
): Pick<RoundState, 'withheld' | 'checks'> {
  const before = round.checks.filter(({ caseId }) => !checks.some((newer) => newer.caseId === caseId));
  return { withheld: [...round.withheld, ...withheld], checks: [...before, ...checks] };
}

/** The next state of a round. Total: every event that `decideRound` ever gave can be folded. */
export function evolveRound(round: RoundState, event: RecordedRound): RoundState {
  const change = CHANGES[event.type] as Change<RoundEventType>;
  return { ...round, ...change(round, event.data), seq: round.seq + 1, stageSeq: round.stageSeq + 1 };
}

/** The state that a list of events gives, from nothing. */
export function replayRound(events: readonly RecordedRound[]): RoundState {
  return events.reduce(evolveRound, NO_ROUND);
}
