import type { DateText } from '../../calendar/calendar.js';
import type { EventData, EventType } from '../event.js';
import type { CaseState, LimitSubject, RunningLimit } from '../state.js';

/** What an event changes in a case. */
export type Change<T extends EventType> = (state: CaseState, data: EventData[T]) => Partial<CaseState>;
/** The changes of a group of events. */
export type Changes<T extends EventType> = { readonly [Type in T]: Change<Type> };

/** A limit that begins to run on a date. */
export function begin(id: string, subject: LimitSubject, startedOn: DateText): RunningLimit {
  return { id, subject, startedOn, pauses: [], reminded: false, lapsed: null };
}

/** The limits of the case, one of them changed. */
export function limitsWith(state: CaseState, id: string, change: Partial<RunningLimit>): RunningLimit[] {
  return state.limits.map((limit) => (limit.id === id ? { ...limit, ...change } : limit));
}

/** The limits of the case without those that the test names. */
export function limitsWithout(state: CaseState, gone: (subject: LimitSubject) => boolean): RunningLimit[] {
  return state.limits.filter(({ subject }) => !gone(subject));
}

/** What has been changed since the last return, these targets included. */
export function changedWith({ changed }: CaseState, targets: readonly string[]): string[] {
  return [...new Set([...(changed ?? []), ...targets])];
}
