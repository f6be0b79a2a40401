import type { DateText, Instant } from '../calendar/calendar.js';
import type {
  CutLine,
  RankedCase,
  RoundCheck,
  RoundDocument,
  RoundNotice,
  RoundTerms,
  Withheld,
} from './round-state.js';

/** The facts that a round consists of. No person's data in any of them. */
export interface RoundEventData {
  'round.called': { id: string; procedure: string; version: number; terms: RoundTerms };
  'round.opened': { dueAt: Instant };
  'round.closed': { dueAt: Instant };
  'round.reminded': { dueAt: Instant; cutOff: Instant };
  'round.recommended': { district: string; cases: readonly string[] };
  'round.frozen': { candidates: readonly string[]; dueAt: Instant };
  'round.ranked': { ranking: readonly RankedCase[]; cut: CutLine };
  'round.proposed': { list: readonly string[]; nursery: readonly string[] };
  'round.published': RoundNotice & {
    list: readonly string[];
    withheld: readonly Withheld[];
    checks: readonly RoundCheck[];
  };
  'round.cleared': { dueAt: Instant };
  'round.issued': RoundDocument & { withheld: readonly Withheld[]; checks: readonly RoundCheck[] };
  /** Nothing was signed: the registers held back all that was ready. */
  'round.withheld': { withheld: readonly Withheld[]; checks: readonly RoundCheck[] };
  'round.completed': { on: DateText };
}

export type RoundEventType = keyof RoundEventData;

/** An event as decided; `secret` is stored encrypted beside it. */
export type DecidedRoundEvent = {
  [T in RoundEventType]: {
    readonly type: T;
    readonly data: RoundEventData[T];
    readonly secret?: { readonly subject: string; readonly content: { readonly [key: string]: unknown } };
  };
}[RoundEventType];

/** An event of a round as the fold sees it. */
export type RecordedRound = {
  [T in RoundEventType]: { readonly type: T; readonly data: RoundEventData[T] };
}[RoundEventType];
