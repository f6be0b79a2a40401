import type { DateText, Instant } from '../calendar/calendar.js';
import type { CheckResult } from '../process/state.js';

/** What is settled when a round is called. `closes` and `cutOff` are exclusive: 24时 is the next day 00:00. */
export interface RoundTerms {
  readonly year: number;
  /** From when, and until before when, applications are received. */
  readonly opens: Instant;
  readonly closes: Instant;
  /** Until before when the districts may recommend; then the candidates are frozen. */
  readonly cutOff: Instant;
  readonly quota: number;
  /** How many each district may forward over the life of the round; what was sent back to it does not count. */
  readonly districtCap: number;
}

/** A candidate in its place. `mark` is rounded for show; the order was made with exact marks. */
export interface RankedCase {
  readonly caseId: string;
  readonly rank: number;
  readonly mark: number;
  /** What put it before the next one: `mark`, an item of the rubric, `receivedAt`, or `caseId`; null for the last. */
  readonly decidedBy: string | null;
  readonly result: 'within-quota' | 'nursery-list';
}

/** Where the quota cuts, and how much lies between. */
export interface CutLine {
  readonly quota: number;
  readonly lastIn: string | null;
  readonly firstOut: string | null;
  /** Difference of the shown marks; null when there is nobody on one side. */
  readonly gap: number | null;
}

/** An entry of the list that the registers hold back. */
export interface Withheld {
  readonly caseId: string;
  readonly reason: 'credit-veto' | 'credit-blocked' | 'title-already-held' | 'barred';
}

export interface RoundNotice {
  readonly number: string;
  readonly from: DateText;
  readonly until: DateText;
  readonly closesAt: Instant;
}

/** One document of award: the first is the list, later ones are for entries that an objection had held up. */
export interface RoundDocument {
  readonly number: string;
  readonly cases: readonly string[];
  readonly on: DateText;
  readonly supplementary: boolean;
}

/** What the registers said of one case when the list was made. */
export interface RoundCheck {
  readonly caseId: string;
  readonly check: Omit<CheckResult, 'moment' | 'on'>;
}

export const ROUND_PHASES = [
  'none',
  'announced',
  'open',
  'closed',
  'frozen',
  'ranked',
  'proposed',
  'published',
  'cleared',
  'issued',
  'completed',
] as const;

/** `closed`: no applications any more, districts may still recommend; `cleared`: the notice has ended. */
export type RoundPhase = (typeof ROUND_PHASES)[number];

/** The state of a round: the fold of its events, nothing else. */
export interface RoundState {
  readonly seq: number;
  /** Counts the events; every one of them wakes the round's workflow. */
  readonly stageSeq: number;
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly phase: RoundPhase;
  readonly terms: RoundTerms | null;
  readonly reminded: boolean;
  /** The cases that each district recommends, best first. */
  readonly recommendations: { readonly [district: string]: readonly string[] };
  /** The event with which each district gave its newest list. */
  readonly listSeq: { readonly [district: string]: number };
  readonly candidates: readonly string[];
  readonly ranking: readonly RankedCase[];
  readonly cut: CutLine | null;
  /** Entries of the list, best first, without those withheld. */
  readonly list: readonly string[];
  readonly withheld: readonly Withheld[];
  readonly checks: readonly RoundCheck[];
  readonly notice: RoundNotice | null;
  readonly documents: readonly RoundDocument[];
}

export const NO_ROUND: RoundState = {
  seq: 0,
  stageSeq: 0,
  id: '',
  procedure: '',
  version: 0,
  phase: 'none',
  terms: null,
  reminded: false,
  recommendations: {},
  listSeq: {},
  candidates: [],
  ranking: [],
  cut: null,
  list: [],
  withheld: [],
  checks: [],
  notice: null,
  documents: [],
};

/** Whether the round has come to a phase, or is past it. */
export function hasReached(round: RoundState, phase: RoundPhase): boolean {
  return ROUND_PHASES.indexOf(round.phase) >= ROUND_PHASES.indexOf(phase);
}
