import type { DateText, Instant } from '../calendar/calendar.js';
import type { DocumentRef, Form } from '../form/definition.js';
import type { Role } from './actor.js';
import type { Outcome } from './outcome.js';
import type { Candidate, SeatDrawn, SeatMark } from './panel-facts.js';
import type { ExpertCategory } from './procedure.js';
import type { CheckResult, Finding, Objection, Place, PublicNotice, Signer } from './state.js';

/** The facts that a case consists of, without any person's data: codes, figures, dates and commitments. */
export interface EventData {
  'application.opened': {
    procedure: string;
    version: number;
    applicant: string;
    district: string;
    round: string | null;
    /** The certificate of the title that is examined again, and the day from which the firm's time counts. */
    origin: string | null;
    on: DateText;
  };
  'application.submitted': {
    draftVersion: number;
    form: Form;
    documents: readonly DocumentRef[];
    contentHash: string;
    figures: { readonly [gate: string]: number };
    round: string | null;
    on: DateText;
  };
  'application.corrected': {
    draftVersion: number;
    form: Form;
    documents: readonly DocumentRef[];
    contentHash: string;
    figures: { readonly [gate: string]: number };
    /** What differs from what was submitted before, by target. */
    changed: readonly string[];
    on: DateText;
  };
  'application.checked': Pick<CheckResult, keyof CheckResult>;
  'application.suspended': { ground: 'credit'; leftRound: boolean; on: DateText };
  'application.resumed': { on: DateText; round: string | null };
  'application.left-round': { round: string; because: 'not-in-time' };
  'application.recommended': {
    stage: string;
    round: string;
    rank: number;
    /** Which list of the district it was, counted by the events of the round: what is sent back needs a newer one. */
    list: number;
  };
  'application.sent-back': { stage: string; to: string };
  'application.ranked': { round: string; rank: number; of: number; result: Place['result'] };
  'application.found': Pick<Finding, keyof Finding>;
  'credit.waived': { record: string };
  'return.permitted': { stage: string };
  'document.deferred': { document: string; until: DateText };
  'document.supplied': { document: string; documents: readonly DocumentRef[]; on: DateText };
  'desk.transferred': { stage: string; to: string; organisation: string };
  'desk.delegated': { stage: string; to: string; by: string };
  'desk.delegation-ended': { stage: string };
  'desk.signer-added': { stage: string; signer: string; position: Signer['position']; by: string };
  'desk.signer-removed': { stage: string; signer: string };
  'desk.signed': { stage: string; signer: string; agreed: boolean };
  'desk.decided': { stage: string };
  'desk.urged': { stage: string; on: DateText };
  /** `endorsed`: back to the second office of the stage. */
  'desk.taken-back': { from: string; to: string; endorsed: boolean };
  'desk.raised': { stage: string; organisation: string; role: Role };
  'notice.published': Omit<PublicNotice, 'ended'> & { stage: string };
  'notice.ended': { stage: string };
  'objection.lodged': { stage: string; objection: string; kind: Objection['kind']; late: boolean; on: DateText };
  'objection.verified': { stage: string; objection: string; finding: 'upheld' | 'dismissed'; on: DateText };
  'objection.appealed': { stage: string; objection: string; by: 'objector' | 'applicant'; on: DateText };
  'objection.concluded': { stage: string; objection: string; upheld: boolean; bySilence: boolean };
  'appeal.opened': { stage: string; against: Outcome; on: DateText };
  'appeal.lodged': { on: DateText };
  'appeal.expired': { on: DateText };
  'appeal.decided': { upheld: boolean };
  'limit.extension-asked': { limit: string; days: number };
  'limit.extended': { limit: string; days: number };
  'limit.extension-denied': { limit: string };
  'limit.redated': {
    calendar: string;
    changes: readonly { readonly limit: string; readonly from: Instant; readonly to: Instant }[];
  };
  'panel.mark-voided': { seat: number; reason: string };
  'panel.minute-awaited': { stage: string; spread: number };
  'panel.minute-recorded': { stage: string };
  'title.renewed': { certificateNumber: string; documentNumber: string; validFrom: DateText; validUntil: DateText };
  'title.revoked': { certificateNumber: string; ground: string; barredUntil: DateText | null; on: DateText };
  'application.withdrawn': { stage: string | null };
  'application.accepted': { stage: string; bySilence: boolean };
  'application.returned': {
    stage: string;
    round: number;
    defects: readonly { readonly id: string; readonly target: string }[];
    on: DateText;
  };
  'application.endorsed': {
    stage: string;
    /** As in `application.passed`. */ by?: string | null;
  };
  'application.countersigned': { stage: string };
  'application.countersign-declined': { stage: string };
  'application.passed': {
    stage: string;
    /** Who may take it back until somebody acts; null when nobody may. */ by: string | null;
  };
  'application.refused': { stage: string; ground: string };
  'application.signed': { stage: string };
  'application.closed': { outcome: Outcome };
  'stage.entered': { stage: string; visit: number; on: DateText };
  'panel.pool-frozen': {
    stage: string;
    candidates: readonly Candidate[];
    excluded: { readonly [reason: string]: number };
    poolHash: string;
    /** The fingerprint of who was left out and why; whoever holds the salt can check it. */
    conflictHash: string;
  };
  'panel.drawn': {
    stage: string;
    seed: string;
    poolHash: string;
    redraws: number;
    seats: readonly SeatDrawn[];
    alternates: readonly Candidate[];
    on: DateText;
  };
  /** What the expert has signed; events older than the signature say nothing. */
  'panel.invitation-accepted': {
    seat: number;
    noConflict?: boolean | undefined;
    confidentiality?: boolean | undefined;
  };
  /** `recuses`: by the procedure the expert has left the case. */
  'panel.invitation-declined': { seat: number; reason: string; bySilence: boolean; recuses?: boolean | undefined };
  'panel.seat-replaced': { seat: number; category: ExpertCategory; token: string; on: DateText };
  'panel.exhausted': { seat: number };
  /** `released`: the tokens of those who had been invited and had not declined. */
  'panel.dissolved': { stage: string; released: readonly string[] };
  'panel.convened': { stage: string; on: DateText };
  'panel.mark-submitted': { seat: number; commitment: string };
  'panel.opened': {
    stage: string;
    marks: readonly SeatMark[];
    trimmedMean: number;
    plainMean: number;
    spread: number;
    passed: boolean;
  };
  'award.issued': {
    documentNumber: string;
    certificateNumber: string;
    title: string;
    validFrom: DateText;
    validUntil: DateText;
  };
  'limit.reminded': { limit: string; dueAt: Instant };
  'limit.lapsed': { limit: string; dueAt: Instant; rule: string };
  'escalation.notified': { limit: string; rung: string; recipients: readonly string[]; dueAt: Instant };
}

export type EventType = keyof EventData;

/** An event as decided: its data are public to all with access to the case; `secret` is stored encrypted beside it, never in it. */
export type DecidedEvent = {
  [T in EventType]: { readonly type: T; readonly data: EventData[T]; readonly secret?: Secret };
}[EventType];

/** Free text, names, phones, marks: stored under the key of `subject`; destroying that key erases it and keeps the chain. */
export interface Secret {
  readonly subject: string;
  readonly content: { readonly [key: string]: unknown };
}
