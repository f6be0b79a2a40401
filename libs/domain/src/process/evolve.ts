import { evolvePanel } from '../panel/evolve-panel.js';
import type { DateText } from '../calendar/calendar.js';
import type { EventData, EventType } from './event.js';
import { stageLimitId } from './limits.js';
import type { CaseState, LimitSubject, RunningLimit } from './state.js';
import { NO_CASE } from './state.js';

/** An event as the fold sees it. */
export type Recorded = { [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType];

type Change<T extends EventType> = (state: CaseState, data: EventData[T]) => Partial<CaseState>;

/** Events that move the case's workflow: a stage begins or ends, or its system work may go on. The driver signals only for these. */
const WAKING: ReadonlySet<EventType> = new Set<EventType>([
  'stage.entered',
  'application.returned',
  'application.corrected',
  'application.closed',
  'panel.pool-frozen',
  'panel.drawn',
  'panel.invitation-declined',
  'panel.seat-replaced',
  'panel.dissolved',
  'panel.exhausted',
  'panel.convened',
  'panel.opened',
]);

/** Whether an event of this type moves the case's workflow. */
export function wakes(type: EventType): boolean {
  return WAKING.has(type);
}

const CHANGES: { readonly [T in EventType]: Change<T> } = {
  'application.opened': (_state, data) => ({ ...data, phase: 'draft' }),
  'application.submitted': (_state, { form, documents, figures, on }) => ({
    phase: 'running',
    form,
    documents,
    figures,
    submittedOn: on,
  }),
  'application.corrected': (state, { form, documents, figures, on }) => ({
    form,
    documents,
    figures,
    correction: null,
    limits: resumed(state, on),
  }),
  'application.withdrawn': () => ({}),
  'application.accepted': () => ({}),
  'application.returned': (state, data) => ({
    correction: { defects: data.defects },
    correctionsUsed: data.round,
    endorsed: false,
    limits: paused(state, data),
  }),
  'application.endorsed': () => ({ endorsed: true }),
  'application.countersigned': () => ({ endorsed: false }),
  'application.countersign-declined': () => ({ endorsed: false }),
  'application.passed': () => ({}),
  'application.refused': () => ({}),
  'application.signed': () => ({}),
  'application.closed': (_state, { outcome }) => ({
    phase: 'closed',
    outcome,
    stage: null,
    correction: null,
    endorsed: false,
    limits: [],
  }),
  'stage.entered': (_state, { stage, visit, on }) => ({
    stage,
    visit,
    endorsed: false,
    correction: null,
    correctionsUsed: 0,
    panel: null,
    limits: [begin(stageLimitId(stage, visit), { of: 'stage', stage }, on)],
  }),
  'panel.pool-frozen': (state, data) => evolvePanel.frozen(state, data),
  'panel.drawn': (state, data) => evolvePanel.drawn(state, data),
  'panel.invitation-accepted': (state, data) => evolvePanel.accepted(state, data),
  'panel.invitation-declined': (state, data) => evolvePanel.declined(state, data),
  'panel.seat-replaced': (state, data) => evolvePanel.replaced(state, data),
  'panel.exhausted': (state) => evolvePanel.exhausted(state),
  'panel.dissolved': (state) => evolvePanel.dissolved(state),
  'panel.convened': (state) => evolvePanel.convened(state),
  'panel.mark-submitted': (state, data) => evolvePanel.marked(state, data),
  'panel.opened': (state, data) => evolvePanel.opened(state, data),
  'award.issued': (_state, data) => ({ award: data }),
  'limit.reminded': (state, { limit }) => ({ limits: changed(state, limit, { reminded: true }) }),
  'limit.lapsed': (state, { limit, dueAt }) => ({ limits: changed(state, limit, { lapsed: { dueAt } }) }),
  'escalation.notified': (state, { recipients }) => ({ notified: [...new Set([...state.notified, ...recipients])] }),
};

/** The next state. Total: every event that `decide` ever gave can be folded; it never refuses. */
export function evolve(state: CaseState, event: Recorded): CaseState {
  const change = CHANGES[event.type] as Change<EventType>;
  return {
    ...state,
    ...change(state, event.data),
    seq: state.seq + 1,
    stageSeq: state.stageSeq + (wakes(event.type) ? 1 : 0),
  };
}

/** The state that a list of events gives, from nothing. */
export function replay(events: readonly Recorded[]): CaseState {
  return events.reduce(evolve, NO_CASE);
}

/** A limit that begins to run on a date. */
function begin(id: string, subject: LimitSubject, startedOn: DateText): RunningLimit {
  return { id, subject, startedOn, pauses: [], reminded: false, lapsed: null };
}

function changed(state: CaseState, id: string, change: Partial<RunningLimit>): RunningLimit[] {
  return state.limits.map((limit) => (limit.id === id ? { ...limit, ...change } : limit));
}

/** A return stops the office's clock and starts the enterprise's. */
function paused(state: CaseState, { stage, round, on }: EventData['application.returned']): RunningLimit[] {
  const stopped = state.limits.map((limit) => ({
    ...limit,
    pauses: [...limit.pauses, { from: on, to: null, ground: 'correction' }],
  }));
  return [
    ...stopped,
    begin(`${stageLimitId(stage, state.visit)}/correction-${round}`, { of: 'correction', stage }, on),
  ];
}

/** A correction ends the enterprise's limit and lets the office's clock run on. */
function resumed(state: CaseState, on: DateText): RunningLimit[] {
  return state.limits
    .filter((limit) => limit.subject.of !== 'correction')
    .map((limit) => ({
      ...limit,
      pauses: limit.pauses.map((pause) => (pause.to === null ? { ...pause, to: on } : pause)),
    }));
}
