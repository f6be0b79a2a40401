import type { DateText, Instant } from '../calendar/calendar.js';
import type { DocumentRef, Form } from '../form/definition.js';
import type { Role } from './actor.js';
import type { Outcome } from './outcome.js';
import type { Candidate, SeatMark } from './panel-facts.js';
import type { ExpertCategory } from './procedure.js';

/** What a running limit measures: a stage, a correction, the answer to one invitation, an objection, a promise … */
export type LimitSubject =
  | { readonly of: 'stage'; readonly stage: string }
  | { readonly of: 'declaration' }
  | { readonly of: 'suspension' }
  | { readonly of: 'deferral'; readonly document: string }
  | { readonly of: 'appeal-window' }
  | { readonly of: 'appeal' }
  | { readonly of: 'objection'; readonly stage: string; readonly objection: string }
  | { readonly of: 'objection-appeal'; readonly stage: string; readonly objection: string }
  | { readonly of: 'second-instance'; readonly stage: string; readonly objection: string }
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
  /** The last day, where it was promised or fixed instead of counted. */
  readonly until?: DateText | null;
  /** More days, in the limit's own unit, that were asked for and granted. */
  readonly extension?: { readonly asked: number | null; readonly granted: number } | null;
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
  /** The spread was large: the chair's minute is awaited. */
  readonly minuteAwaited: boolean;
  readonly result: Judgement | null;
}

export interface Judgement {
  readonly marks: readonly SeatMark[];
  readonly trimmedMean: number;
  readonly plainMean: number;
  readonly spread: number;
  readonly passed: boolean;
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

/** What the registers said of the applicant and the thing to be titled when they were last asked. */
export interface CheckResult {
  readonly moment: 'submission' | 'acceptance' | 'recommendation' | 'notice' | 'award';
  readonly credit: {
    readonly grade: 'none' | 'minor' | 'general' | 'severe';
    /** The entries of that grade, null when there is none. */
    readonly record: string | null;
    readonly source: string;
    readonly until: DateText | null;
    /** The day as of which the source was asked. */
    readonly asOf?: DateText | null | undefined;
  };
  /** The certificate that the same thing holds already. */
  readonly title: string | null;
  /** The last day on which the applicant is barred. */
  readonly barredUntil: DateText | null;
  readonly on: DateText;
}

/** A colleague whose opinion is asked for before the office decides, or whose consent is needed after. */
export interface Signer {
  readonly person: string;
  readonly position: 'before' | 'after';
  readonly by: string;
  readonly status: 'waiting' | 'agreed' | 'disagreed';
}

/** Who in the office works on the case. Everything null: whoever of the office comes first. */
export interface Desk {
  readonly assignee: string | null;
  readonly delegate: { readonly person: string; readonly by: string } | null;
  readonly signers: readonly Signer[];
  /** The office has passed, and waits for those who sign after it. */
  readonly decided: boolean;
  /** The day on which the applicant last urged; stays when the desk is cleared. */
  readonly urgedOn: DateText | null;
  /** 提级办理: nobody of the office could act, and this post above it acts in its stead. */
  readonly raised: { readonly organisation: string; readonly role: Role } | null;
}

export const CLEAR_DESK: Desk = {
  assignee: null,
  delegate: null,
  signers: [],
  decided: false,
  urgedOn: null,
  raised: null,
};

/** The last movement off a desk, as long as whoever passed may take it back: nobody has acted since. */
export interface Passage {
  readonly from: string;
  readonly by: string;
  /** The stage's limit as it ran: taking back wins no time. */
  readonly limit: RunningLimit | null;
}

export interface Objection {
  readonly id: string;
  readonly kind: 'individual' | 'organisation';
  /** Received after the last day of the notice: recorded and answered, but it holds nothing up. */
  readonly late: boolean;
  readonly status: 'verifying' | 'verified' | 'second-instance' | 'upheld' | 'dismissed';
  readonly finding: 'upheld' | 'dismissed' | null;
}

export interface Place {
  readonly round: string;
  readonly rank: number;
  readonly of: number;
  readonly result: 'within-quota' | 'nursery-list';
}

export interface PublicNotice {
  readonly number: string;
  readonly from: DateText;
  readonly until: DateText;
  readonly closesAt: Instant;
  readonly ended: boolean;
}

/** A refusal that does not close the case: an office further on decides what it means. */
export interface Finding {
  readonly stage: string;
  readonly ground: string;
}

export interface Appeal {
  readonly status: 'open' | 'pending' | 'upheld' | 'dismissed' | 'expired';
  readonly against: Outcome;
  /** The stage whose decision is contested. */
  readonly stage: string;
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
  /** What has come or been changed since the last return, by target: corrected or supplied; null before anything has. */
  readonly changed: readonly string[] | null;
  /** The targets of the last return: a later return may concern these and what was changed. */
  readonly returned: readonly string[];
  readonly returnPermitted: boolean;
  readonly deferred: readonly { readonly document: string; readonly until: DateText }[];
  readonly desk: Desk;
  readonly passage: Passage | null;
  /** The round to which the case belongs; null when there is none, or it has left. */
  readonly round: string | null;
  readonly rankInDistrict: number | null;
  /** The round that the case has left: it never takes the case again. */
  readonly left: string | null;
  /** How often the registers have held the award back: each time the case follows the round's record of it once. */
  readonly timesHeld: number;
  /** The newest list of the district that the case has followed. */
  readonly listSeq: number;
  /** What the last panel found; stays when the panel's stage is left. */
  readonly judgement: Judgement | null;
  readonly place: Place | null;
  /** The certificate of the title that is examined again. */
  readonly origin: string | null;
  readonly check: CheckResult | null;
  /** The entry of the credit register that a leader has waived. */
  readonly waived: string | null;
  readonly suspension: { readonly ground: 'credit'; readonly on: DateText } | null;
  /** A suspension has ended: what was held back for it is asked for anew. */
  readonly resumed: boolean;
  readonly notice: PublicNotice | null;
  readonly objections: readonly Objection[];
  readonly finding: Finding | null;
  readonly appeal: Appeal | null;
  readonly panel: PanelState | null;
  readonly award: Award | null;
  readonly outcome: Outcome | null;
  readonly submittedOn: DateText | null;
  /** Organisations that an escalation has told about this case: they may see it from then on. */
  readonly notified: readonly string[];
  /** Tokens of experts who have declared a conflict, or whose marks are void: no later panel of this case may seat them. */
  readonly recused: readonly string[];
  /** The reason, by token. */
  readonly recusedFor: { readonly [token: string]: string };
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
  changed: null,
  returned: [],
  returnPermitted: false,
  deferred: [],
  desk: CLEAR_DESK,
  passage: null,
  round: null,
  rankInDistrict: null,
  left: null,
  timesHeld: 0,
  listSeq: 0,
  judgement: null,
  place: null,
  origin: null,
  check: null,
  waived: null,
  suspension: null,
  resumed: false,
  notice: null,
  objections: [],
  finding: null,
  appeal: null,
  panel: null,
  award: null,
  outcome: null,
  submittedOn: null,
  notified: [],
  recused: [],
  recusedFor: {},
};
