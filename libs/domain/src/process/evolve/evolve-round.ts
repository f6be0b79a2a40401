import type { CaseState, RunningLimit } from '../state.js';
import { begin, changedWith, limitsWithout, type Changes } from './change.js';

/** What registers, recommendation and ranking change in a case of a round. */
export const evolveRound: Changes<
  | 'application.checked'
  | 'application.left-round'
  | 'application.suspended'
  | 'application.resumed'
  | 'application.recommended'
  | 'application.sent-back'
  | 'application.ranked'
  | 'application.found'
  | 'credit.waived'
  | 'return.permitted'
  | 'document.deferred'
  | 'document.supplied'
  | 'title.renewed'
  | 'title.revoked'
> = {
  'application.checked': (state, data) => ({
    check: data,
    timesHeld: data.moment === 'award' ? state.timesHeld + 1 : state.timesHeld,
  }),
  'application.suspended': (state, { ground, leftRound, on }) => ({
    suspension: { ground, on },
    resumed: false,
    round: leftRound ? null : state.round,
    rankInDistrict: leftRound ? null : state.rankInDistrict,
    left: leftRound ? state.round : state.left,
    listSeq: leftRound ? 0 : state.listSeq,
    place: leftRound ? null : state.place,
    limits: [...stopped(state, on), begin(`suspension#${state.visit}-${on}`, { of: 'suspension' }, on)],
  }),
  'application.resumed': (state, { on, round }) => ({
    suspension: null,
    resumed: true,
    round,
    limits: restarted(state, on),
  }),
  'application.left-round': (_state, { round }) => ({
    round: null,
    left: round,
    rankInDistrict: null,
    listSeq: 0,
    place: null,
    notice: null,
  }),
  'application.recommended': (_state, { round, rank, list }) => ({ round, rankInDistrict: rank, listSeq: list }),
  'application.sent-back': () => ({ rankInDistrict: null }),
  'application.ranked': (_state, data) => ({ place: data }),
  'application.found': (_state, data) => ({ finding: data }),
  'credit.waived': (_state, { record }) => ({ waived: record }),
  'return.permitted': () => ({ returnPermitted: true }),
  'document.deferred': (state, { document, until }) => ({
    deferred: [...state.deferred, { document, until }],
    limits: [
      ...state.limits,
      { ...begin(`deferral/${document}`, { of: 'deferral', document }, state.submittedOn ?? until), until },
    ],
  }),
  'document.supplied': (state, { document, documents }) => ({
    documents,
    // What comes later is new to the offices: a further return may concern it.
    changed: changedWith(state, [`document:${document}`]),
    deferred: state.deferred.filter((promise) => promise.document !== document),
    limits: limitsWithout(state, (subject) => subject.of === 'deferral' && subject.document === document),
  }),
  'title.renewed': () => ({}),
  'title.revoked': () => ({}),
};

/** A suspended case stands still: nobody loses time for what only the firm can repair. */
function stopped(state: CaseState, on: string): RunningLimit[] {
  return state.limits.map((limit) =>
    limit.lapsed ? limit : { ...limit, pauses: [...limit.pauses, { from: on, to: null, ground: 'suspension' }] },
  );
}

function restarted(state: CaseState, on: string): RunningLimit[] {
  return limitsWithout(state, (subject) => subject.of === 'suspension').map((limit) => ({
    ...limit,
    pauses: limit.pauses.map((pause) =>
      pause.to === null && pause.ground === 'suspension' ? { ...pause, to: on } : pause,
    ),
  }));
}
