import type { DateText, Instant } from '../calendar/calendar.js';
import type { DocumentRef, Form } from '../form/definition.js';
import type { Candidate, Outcome, SeatMark } from './event.js';
import type { ExpertCategory } from './procedure.js';

/** What a running limit measures: a stage, a correction, or the answer to one invitation. */
export type LimitSubject =
  | { readonly of: 'stage'; readonly stage: string }
  | { readonly of: 'correction'; readonly stage: string }
  | { readonly of: 'invitation'; readonly stage: string; readonly seat: number };

export interface Pause {
  readonly from: DateText;
  readonly to: DateText | null;
  readonly ground: string;
}

/** A limit that runs, stands still or has lapsed. `id` is unique within the case for ever. */
export interface RunningLimit {
  readonly id: string;
  readonly subject: LimitSubject;
  readonly startedOn: DateText;
  readonly pauses: readonly Pause[];
  readonly reminded: boolean;
  readonly lapsed: { readonly dueAt: Instant } | null;
}

export interface Seat {
  readonly seat: number;
  readonly category: ExpertCategory;
  readonly token: string;
  readonly status: 'invited' | 'accepted' | 'declined' | 'marked' | 'vacant';
  readonly invitation: number;
  readonly commitment: string | null;
}

export interface PanelState {
  readonly poolHash: string;
  readonly candidates: readonly Candidate[];
  readonly seed: string | null;
  readonly seats: readonly Seat[];
  readonly alternates: readonly Candidate[];
  readonly convened: boolean;
  readonly exhausted: boolean;
  readonly result: {
    readonly marks: readonly SeatMark[];
    readonly trimmedMean: number;
    readonly plainMean: number;
    readonly spread: number;
    readonly passed: boolean;
  } | null;
}

export interface Award {
  readonly documentNumber: string;
  readonly certificateNumber: string;
  readonly title: string;
  readonly validFrom: DateText;
  readonly validUntil: DateText;
}

export interface OpenDefect {
  readonly id: string;
  readonly target: string;
}

/** The state of a case: the fold of its events, nothing else. */
export interface CaseState {
  readonly seq: number;
  /** Counts the events that move the case's workflow; contiguous, carried by every signal. */
  readonly stageSeq: number;
  readonly procedure: string;
  readonly version: number;
  readonly applicant: string;
  readonly district: string;
  readonly phase: 'none' | 'draft' | 'running' | 'closed';
  readonly stage: string | null;
  readonly visit: number;
  /** Within a review: waiting for the second office. */
  readonly endorsed: boolean;
  readonly correction: { readonly defects: readonly OpenDefect[] } | null;
  readonly correctionsUsed: number;
  readonly form: Form;
  readonly documents: readonly DocumentRef[];
  readonly figures: { readonly [gate: string]: number };
  readonly limits: readonly RunningLimit[];
  readonly panel: PanelState | null;
  readonly award: Award | null;
  readonly outcome: Outcome | null;
  readonly submittedOn: DateText | null;
  /** Organisations that an escalation has told about this case: they may see it from then on. */
  readonly notified: readonly string[];
  /** Tokens of experts who have declared a conflict: no later panel of this case may seat them. */
  readonly recused: readonly string[];
}

export const NO_CASE: CaseState = {
  seq: 0,
  stageSeq: 0,
  procedure: '',
  version: 0,
  applicant: '',
  district: '',
  phase: 'none',
  stage: null,
  visit: 0,
  endorsed: false,
  correction: null,
  correctionsUsed: 0,
  form: {},
  documents: [],
  figures: {},
  limits: [],
  panel: null,
  award: null,
  outcome: null,
  submittedOn: null,
  notified: [],
  recused: [],
};
