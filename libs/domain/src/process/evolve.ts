import { evolvePanel } from '../panel/evolve-panel.js';
import type { DateText } from '../calendar/calendar.js';
import type { EventData, EventType } from './event.js';
import { stageLimitId } from './limits.js';
import { begin, changedWith, limitsWith, limitsWithout, type Change } from './evolve/change.js';
import { clearedDesk, evolveDesk, passageOf } from './evolve/evolve-desk.js';
import { evolveObjection, isAnswer } from './evolve/evolve-objection.js';
import { evolveRound } from './evolve/evolve-round.js';
import { evolveTime } from './evolve/evolve-time.js';
import type { CaseState, RunningLimit } from './state.js';
import { NO_CASE } from './state.js';

/** An event as the fold sees it. */
export type Recorded = { [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType];

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
  'panel.mark-voided',
  'application.suspended',
  'application.resumed',
  'application.recommended',
  'objection.concluded',
]);

/** Events after which a passed case may still be taken back: nobody has acted on it yet. */
const SETTLES_NOTHING: ReadonlySet<EventType> = new Set<EventType>([
  'application.passed',
  'stage.entered',
  'limit.reminded',
  'desk.urged',
  'desk.raised',
]);

/** Whether an event of this type moves the case's workflow. */
export function wakes(type: EventType): boolean {
  return WAKING.has(type);
}

const CHANGES: { readonly [T in EventType]: Change<T> } = {
  'application.opened': (_state, { on, ...data }) => ({
    ...data,
    phase: 'draft',
    limits: data.origin ? [begin('declaration#1', { of: 'declaration' }, on)] : [],
  }),
  'application.submitted': (state, { form, documents, figures, round, on }) => ({
    phase: 'running',
    round: round ?? state.round,
    form,
    documents,
    figures,
    submittedOn: on,
  }),
  'application.corrected': (state, { form, documents, figures, changed: targets, on }) => ({
    form,
    documents,
    figures,
    changed: changedWith(state, targets),
    submittedOn: state.submittedOn ?? on,
    correction: null,
    limits: resumed(state, on),
  }),
  'application.withdrawn': () => ({}),
  'application.accepted': () => ({}),
  'application.returned': (state, data) => ({
    correction: { defects: data.defects },
    correctionsUsed: data.round,
    returned: data.defects.map(({ target }) => target),
    // What came before this return, it could have named.
    changed: null,
    returnPermitted: false,
    endorsed: false,
    // What was asked of colleagues is void; whose desk it is, stays.
    desk: { ...state.desk, signers: [], delegate: null, decided: false },
    limits: paused(state, data),
  }),
  'application.endorsed': (state, { stage, by }) => ({
    endorsed: true,
    desk: clearedDesk(state),
    passage: passageOf(state, stage, by ?? null),
  }),
  'application.countersigned': (state) => ({ endorsed: false, desk: clearedDesk(state) }),
  'application.countersign-declined': (state) => ({ endorsed: false, desk: clearedDesk(state) }),
  'application.passed': (state, { stage, by }) => ({ passage: passageOf(state, stage, by) }),
  'application.refused': () => ({}),
  'application.signed': () => ({}),
  'application.closed': (state, { outcome }) => ({
    phase: 'closed',
    outcome,
    stage: null,
    correction: null,
    endorsed: false,
    limits: limitsWithout(state, (subject) => !isAnswer(subject)),
  }),
  'stage.entered': (state, { stage, visit, on }) => ({
    phase: 'running',
    outcome: null,
    stage,
    visit,
    endorsed: false,
    correction: null,
    correctionsUsed: 0,
    returnPermitted: false,
    desk: clearedDesk(state),
    panel: null,
    limits: [
      ...limitsWithout(state, (subject) => subject.of !== 'deferral' && !isAnswer(subject)),
      begin(stageLimitId(stage, visit), { of: 'stage', stage }, on),
    ],
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
  'panel.mark-voided': (state, data) => evolvePanel.voided(state, data),
  'panel.minute-awaited': (state) => evolvePanel.minuteAwaited(state, true),
  'panel.minute-recorded': (state) => evolvePanel.minuteAwaited(state, false),
  'award.issued': (_state, data) => ({ award: data }),
  ...evolveDesk,
  ...evolveRound,
  ...evolveObjection,
  ...evolveTime,
  'limit.reminded': (state, { limit }) => ({ limits: limitsWith(state, limit, { reminded: true }) }),
  'limit.lapsed': (state, { limit, dueAt }) => ({ limits: limitsWith(state, limit, { lapsed: { dueAt } }) }),
  'escalation.notified': (state, { recipients }) => ({ notified: [...new Set([...state.notified, ...recipients])] }),
};

/** The next state. Total: every event that `decide` ever gave can be folded; it never refuses. */
export function evolve(state: CaseState, event: Recorded): CaseState {
  const change = CHANGES[event.type] as Change<EventType>;
  return {
    ...state,
    ...(SETTLES_NOTHING.has(event.type) ? {} : { passage: null }),
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
