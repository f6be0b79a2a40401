import type { DateText, Instant } from '../calendar/calendar.js';

/** One fault of an application that the enterprise must put right. `target` is a field path (`indicators.ncRate`) or `document:<type>`. */
export interface Defect {
  readonly target: string;
  readonly what: string;
  /** Which rule it offends. */
  readonly why?: string | undefined;
  readonly how: string;
}

/** Who objects, and to what. Written, by name: an organisation with its seal, an individual with a signature. Never shown to the other side. */
export interface ObjectionPaper {
  readonly kind: 'individual' | 'organisation';
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  /** A file that carries signature or seal. */
  readonly signed: boolean;
  readonly facts: string;
  /** What the answer is asked for with. */
  readonly receipt: string;
}

export interface Marks {
  readonly items: { readonly [item: string]: number };
  readonly comments: { readonly [item: string]: string };
}

/** Everything that can be asked of a case. People's opinions are free text and go to the private payload of the event. */
export type Command =
  | {
      readonly type: 'open';
      readonly procedure: string;
      readonly version: number;
      readonly round?: string | null | undefined;
      /** For a re-examination, which the system opens: the certificate. */
      readonly origin?: string | null | undefined;
      /** Why an office opens a re-examination before its time. */
      readonly opinion?: string | undefined;
    }
  | {
      readonly type: 'submit';
      readonly draftVersion: number;
      readonly promises?: readonly { readonly document: string; readonly until: DateText }[] | undefined;
    }
  | { readonly type: 'supply'; readonly draftVersion: number }
  | { readonly type: 'follow-round' }
  | { readonly type: 'send-back'; readonly opinion: string }
  | { readonly type: 'waive-credit'; readonly opinion: string }
  | { readonly type: 'resume' }
  | { readonly type: 'permit-return'; readonly opinion: string }
  | { readonly type: 'transfer'; readonly to: string; readonly opinion: string }
  | { readonly type: 'delegate'; readonly to: string; readonly opinion: string }
  | { readonly type: 'end-delegation'; readonly opinion: string }
  | {
      readonly type: 'add-signer';
      readonly signer: string;
      readonly position: 'before' | 'after';
      readonly opinion: string;
    }
  | { readonly type: 'remove-signer'; readonly signer: string; readonly opinion: string }
  | { readonly type: 'give-opinion'; readonly agree: boolean; readonly opinion: string }
  | { readonly type: 'take-back'; readonly opinion: string }
  | { readonly type: 'urge' }
  | { readonly type: 'raise' }
  | { readonly type: 'object'; readonly paper: ObjectionPaper }
  | {
      readonly type: 'verify-objection';
      readonly objection: string;
      readonly upheld: boolean;
      readonly opinion: string;
    }
  | { readonly type: 'appeal-objection'; readonly objection: string; readonly opinion: string }
  | {
      readonly type: 'decide-objection';
      readonly objection: string;
      readonly upheld: boolean;
      readonly opinion: string;
    }
  | { readonly type: 'appeal'; readonly opinion: string }
  | { readonly type: 'decide-appeal'; readonly upheld: boolean; readonly opinion: string }
  | { readonly type: 'ask-extension'; readonly days: number; readonly opinion: string }
  | { readonly type: 'grant-extension'; readonly opinion: string }
  | { readonly type: 'deny-extension'; readonly opinion: string }
  | { readonly type: 'redate' }
  | { readonly type: 'void-marks'; readonly seat: number; readonly reason: string; readonly opinion: string }
  | { readonly type: 'record-minute'; readonly minute: string }
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
  | {
      readonly type: 'accept-invitation';
      /** What the expert signs before the file is opened. */
      readonly noConflict: boolean;
      readonly confidentiality: boolean;
    }
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
