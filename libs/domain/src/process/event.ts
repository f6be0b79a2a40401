import type { DateText, Instant } from '../calendar/calendar.js';
import type { DocumentRef, Form } from '../form/definition.js';
import type { ExpertCategory } from './procedure.js';

export type Outcome = 'awarded' | 'refused' | 'withdrawn' | 'lapsed';

export interface SeatDrawn {
  readonly seat: number;
  readonly category: ExpertCategory;
  /** The commitment standing for the expert; who it is, only the ledger's private tables know. */
  readonly token: string;
}

export interface Candidate {
  readonly token: string;
  readonly group: string;
  readonly category: ExpertCategory;
}

export interface SeatMark {
  readonly seat: number;
  readonly total: number;
  readonly items: { readonly [item: string]: number };
}

/** The facts that a case consists of, without any person's data: codes, figures, dates and commitments. */
export interface EventData {
  'application.opened': { procedure: string; version: number; applicant: string; district: string };
  'application.submitted': {
    draftVersion: number;
    form: Form;
    documents: readonly DocumentRef[];
    contentHash: string;
    figures: { readonly [gate: string]: number };
    on: DateText;
  };
  'application.corrected': {
    draftVersion: number;
    form: Form;
    documents: readonly DocumentRef[];
    contentHash: string;
    figures: { readonly [gate: string]: number };
    on: DateText;
  };
  'application.withdrawn': { stage: string | null };
  'application.accepted': { stage: string; bySilence: boolean };
  'application.returned': {
    stage: string;
    round: number;
    defects: readonly { readonly id: string; readonly target: string }[];
    on: DateText;
  };
  'application.endorsed': { stage: string };
  'application.countersigned': { stage: string };
  'application.countersign-declined': { stage: string };
  'application.passed': { stage: string };
  'application.refused': { stage: string; ground: string };
  'application.signed': { stage: string };
  'application.closed': { outcome: Outcome };
  'stage.entered': { stage: string; visit: number; on: DateText };
  'panel.pool-frozen': {
    stage: string;
    candidates: readonly Candidate[];
    excluded: { readonly [reason: string]: number };
    poolHash: string;
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
  'panel.invitation-accepted': { seat: number };
  'panel.invitation-declined': { seat: number; reason: string; bySilence: boolean };
  'panel.seat-replaced': { seat: number; category: ExpertCategory; token: string; on: DateText };
  'panel.exhausted': { seat: number };
  'panel.dissolved': { stage: string };
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
