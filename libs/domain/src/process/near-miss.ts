import type { DateText } from '../calendar/calendar.js';
import type { Form } from '../form/definition.js';
import { gateDistance, type DeclarationMiss, type EquipmentChange, type GateMiss } from '../form/near-miss.js';
import { writtenMean } from '../panel/marks.js';
import { groundOf } from '../round/registers.js';
import type { Outcome } from './outcome.js';
import type { PanelStage, Procedure } from './procedure.js';
import type { CaseState } from './state.js';

/** How much the mark was below the pass mark, as a band: the marks of the seats are nobody's to guess. In points of a hundred. */
export type MarkBand = 'below-1' | '1-to-5' | '5-to-10' | 'above-10';

/** One condition that was not met, with the evidence used and the smallest change that would meet it. */
export type Miss =
  | ({ readonly of: 'gate' } & GateMiss)
  | ({ readonly of: 'declaration' } & DeclarationMiss)
  | { readonly of: 'mark'; readonly passMark: number; readonly missing: number; readonly band: MarkBand }
  | {
      readonly of: 'place';
      /** The trimmed mean of the panel. */
      readonly score: number;
      readonly rank: number;
      readonly candidates: number;
      readonly quota: number;
      readonly missing: number;
    }
  /** How many the district has put on its list, and how many it may. */
  | { readonly of: 'recommendation'; readonly listed: number; readonly cap: number }
  /** `until`: the last day on which the ground holds, where it is known. */
  | { readonly of: 'ground'; readonly ground: string; readonly stage: string; readonly until: DateText | null };

export interface NearMiss {
  /** How the case has ended; null for a draft. */
  readonly outcome: Outcome | null;
  readonly misses: readonly Miss[];
  /** What of the equipment would have to change, all gates together. */
  readonly change: EquipmentChange | null;
}

/** What a near-miss letter is made from. */
export interface NearMissEvidence {
  /** The draft, or what was submitted last. */
  readonly form: Form;
  /** The refusal, where there was one. */
  readonly refusal: { readonly stage: string; readonly ground: string } | null;
  /** How many places the round had. */
  readonly quota: number | null;
  /** What the district has recommended in the round, and how many it may; null when the case was in none. */
  readonly recommended: { readonly listed: number; readonly cap: number } | null;
  /** The last day of the title that the same thing holds already. */
  readonly titleUntil: DateText | null;
}

/** Outcomes that leave somebody wanting to know what was missing. */
const FALLS_SHORT: readonly (Outcome | null)[] = ['refused', 'not-accepted', 'not-recommended', 'nursery-list'];

/**
 * 差一点报告: what a refused, unaccepted or listed-in-reserve case was short of, or a draft is, and the smallest change that would have been
 * enough. Null for a case that is under way or has ended otherwise, and for a draft that misses nothing. It says nothing that the applicant
 * may not know: no seat's mark, no other applicant. Source: features.md §4 idea 3.
 */
export function nearMiss(procedure: Procedure, state: CaseState, evidence: NearMissEvidence): NearMiss | null {
  const draft = state.phase === 'draft';
  if (!draft && !(state.phase === 'closed' && FALLS_SHORT.includes(state.outcome))) return null;
  const { gates, declarations, change } = gateDistance(procedure.gates, evidence.form);
  const misses: Miss[] = [
    ...gates.map((miss) => ({ of: 'gate' as const, ...miss })),
    ...declarations.map((miss) => ({ of: 'declaration' as const, ...miss })),
    ...(draft ? [] : afterSubmission(procedure, state, evidence)),
  ];
  return misses.length === 0 ? null : { outcome: state.outcome, misses, change };
}

function afterSubmission(procedure: Procedure, state: CaseState, evidence: NearMissEvidence): Miss[] {
  const { refusal, quota, recommended, titleUntil } = evidence;
  const mark = markMiss(procedure, state);
  return [
    ...(mark ? [mark] : []),
    ...placeMiss(state, quota),
    ...(state.outcome === 'not-recommended' && recommended ? [{ of: 'recommendation' as const, ...recommended }] : []),
    ...(refusal && !mark
      ? [{ of: 'ground' as const, ...refusal, until: lastDayOf(refusal.ground, state, titleUntil) }]
      : []),
  ];
}

/** 列入培育库: score and place, which the applicant is told in writing. Source: sample data, ENT11 (须写明分数与名次). */
function placeMiss({ outcome, place, judgement }: CaseState, quota: number | null): Miss[] {
  if (outcome !== 'nursery-list' || !place || !judgement || quota === null) return [];
  const { rank, of: candidates } = place;
  const missing = Math.max(1, rank - quota);
  return [{ of: 'place', score: judgement.trimmedMean, rank, candidates, quota, missing }];
}

function markMiss(procedure: Procedure, { judgement }: CaseState): Miss | null {
  const panel = procedure.stages.find((stage): stage is PanelStage => stage.kind === 'panel');
  if (!panel || !judgement || judgement.passed) return null;
  const { passMark } = panel.rubric;
  return {
    of: 'mark',
    passMark,
    missing: pointsBelow(passMark, judgement.trimmedMean),
    band: bandOf(passMark - judgement.trimmedMean),
  };
}

/** Between the pass mark and the mark as it is written, so that whoever subtracts finds the same: ENT10 has 56.83, and 3.17 are missing. */
function pointsBelow(passMark: number, mean: number): number {
  return Math.max(1, Math.round(passMark * 100 - Number(writtenMean(mean)) * 100)) / 100;
}

/** Until when a ground of the registers holds; after that day nothing of it stands in the way. */
function lastDayOf(ground: string, { check }: CaseState, titleUntil: DateText | null): DateText | null {
  switch (ground) {
    case groundOf('credit-veto'):
    case groundOf('credit-blocked'):
      return check?.credit.until ?? null;
    case groundOf('barred'):
      return check?.barredUntil ?? null;
    case groundOf('title-already-held'):
      return titleUntil;
    default:
      return null;
  }
}

function bandOf(short: number): MarkBand {
  if (short < 1) return 'below-1';
  if (short < 5) return '1-to-5';
  return short <= 10 ? '5-to-10' : 'above-10';
}
