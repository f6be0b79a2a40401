import type { CaseState, LimitSubject, Objection } from '../state.js';
import { begin, limitsWithout, type Changes } from './change.js';

/** How notice, objections and appeals change a case. */
export const evolveObjection: Changes<
  | 'notice.published'
  | 'notice.ended'
  | 'objection.lodged'
  | 'objection.verified'
  | 'objection.appealed'
  | 'objection.concluded'
  | 'appeal.opened'
  | 'appeal.lodged'
  | 'appeal.expired'
  | 'appeal.decided'
> = {
  'notice.published': (_state, { number, from, until, closesAt }) => ({
    notice: { number, from, until, closesAt, ended: false },
  }),
  'notice.ended': (state) => ({ notice: state.notice && { ...state.notice, ended: true } }),
  'objection.lodged': (state, { stage, objection, kind, late, on }) => ({
    objections: [...state.objections, { id: objection, kind, late, status: 'verifying', finding: null }],
    limits: [...state.limits, begin(`objection-${objection}`, { of: 'objection', stage, objection }, on)],
  }),
  'objection.verified': (state, { stage, objection, finding, on }) => ({
    objections: objectionsWith(state, objection, { status: 'verified', finding }),
    limits: [
      ...limitsWithout(state, concerns(objection)),
      begin(`objection-${objection}/appeal`, { of: 'objection-appeal', stage, objection }, on),
    ],
  }),
  'objection.appealed': (state, { stage, objection, on }) => ({
    objections: objectionsWith(state, objection, { status: 'second-instance' }),
    limits: [
      ...limitsWithout(state, concerns(objection)),
      begin(`objection-${objection}/second-instance`, { of: 'second-instance', stage, objection }, on),
    ],
  }),
  'objection.concluded': (state, { objection, upheld }) => ({
    objections: objectionsWith(state, objection, { status: upheld ? 'upheld' : 'dismissed' }),
    limits: limitsWithout(state, concerns(objection)),
  }),
  'appeal.opened': (state, { stage, against, on }) => ({
    appeal: { status: 'open', against, stage },
    limits: [...state.limits, begin(`appeal#${state.visit}/window`, { of: 'appeal-window' }, on)],
  }),
  'appeal.lodged': (state, { on }) => ({
    appeal: state.appeal && { ...state.appeal, status: 'pending' },
    limits: [...limitsWithout(state, ofAppeals), begin(`appeal#${state.visit}`, { of: 'appeal' }, on)],
  }),
  'appeal.expired': (state) => ({
    appeal: state.appeal && { ...state.appeal, status: 'expired' },
    limits: limitsWithout(state, ofAppeals),
  }),
  'appeal.decided': (state, { upheld }) => ({
    appeal: state.appeal && { ...state.appeal, status: upheld ? 'upheld' : 'dismissed' },
    // What was held back is asked for anew.
    resumed: upheld || state.resumed,
    limits: limitsWithout(state, ofAppeals),
  }),
};

function objectionsWith(state: CaseState, id: string, change: Partial<Objection>): Objection[] {
  return state.objections.map((objection) => (objection.id === id ? { ...objection, ...change } : objection));
}

/** Whether a limit belongs to an objection: it outlasts the stage and the case, for whoever objects is owed an answer. */
export function isAnswer(subject: LimitSubject): boolean {
  return 'objection' in subject;
}

function ofAppeals(subject: LimitSubject): boolean {
  return subject.of === 'appeal' || subject.of === 'appeal-window';
}

function concerns(objection: string): (subject: LimitSubject) => boolean {
  return (subject) => 'objection' in subject && subject.objection === objection;
}
