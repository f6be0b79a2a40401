import type { Instant } from '../calendar/calendar.js';

/** One fault of an application that the enterprise must put right. `target` is a field path (`indicators.ncRate`) or `document:<type>`. */
export interface Defect {
  readonly target: string;
  readonly what: string;
  readonly how: string;
}

export interface Marks {
  readonly items: { readonly [item: string]: number };
  readonly comments: { readonly [item: string]: string };
}

/** Everything that can be asked of a case. People's opinions are free text and go to the private payload of the event. */
export type Command =
  | { readonly type: 'open'; readonly procedure: string; readonly version: number }
  | { readonly type: 'submit'; readonly draftVersion: number }
  | { readonly type: 'correct'; readonly draftVersion: number }
  | { readonly type: 'withdraw' }
  | { readonly type: 'accept' }
  | { readonly type: 'pass'; readonly opinion: string }
  | { readonly type: 'return'; readonly defects: readonly Defect[] }
  | { readonly type: 'refuse'; readonly ground: string; readonly opinion: string }
  | { readonly type: 'countersign'; readonly opinion: string }
  | { readonly type: 'decline-countersign'; readonly opinion: string }
  | { readonly type: 'freeze-pool' }
  | { readonly type: 'draw'; readonly seed: string }
  | { readonly type: 'accept-invitation' }
  | { readonly type: 'decline-invitation'; readonly reason: string }
  | { readonly type: 'replace'; readonly seat: number }
  | { readonly type: 'submit-marks'; readonly marks: Marks }
  | { readonly type: 'redraw' }
  | { readonly type: 'sign' }
  | { readonly type: 'issue' }
  | { readonly type: 'fire'; readonly deadline: string }
  | {
      readonly type: 'record-escalation';
      readonly limit: string;
      readonly rung: string;
      readonly recipients: readonly string[];
      readonly dueAt: Instant;
    };

export type CommandType = Command['type'];
