import type { FormDefinition, DocumentType, Gate } from '../form/definition.js';
import type { Text } from './text.js';

/** Who holds a stage: an office of the applicant's district, or a city bureau (its officers or its leader). */
export type Office =
  | { readonly body: 'district'; readonly office: 'industry' | 'finance' }
  | { readonly body: 'bureau'; readonly bureau: string; readonly role: 'officer' | 'leader' };

export type DayUnit = 'working-day' | 'natural-day';

/** What happens when nobody acts in time: silence accepts, the case stays and is overdue, the case closes, the invitation counts as declined. */
export type LapseRule = 'accepted-by-silence' | 'overdue' | 'closed' | 'declined';

/** A limit of a procedure. `amount` counts `unit`s; the due instant is the end of the last counted day (24时 = next day 00:00). */
export interface Limit {
  readonly amount: number;
  readonly unit: DayUnit;
  readonly startDayCounts: boolean;
  readonly remindBefore: number | null;
  readonly onLapse: LapseRule;
  /** Where the limit comes from: law, policy line, or the city's own setting. */
  readonly basis: string;
}

interface StageFrame {
  readonly id: string;
  readonly title: Text;
  readonly limit: Limit;
}

/** One office decides; optionally a second office must countersign before the case moves on. */
export interface ReviewStage extends StageFrame {
  readonly kind: 'review';
  readonly office: Office;
  readonly verb: 'accept' | 'pass';
  readonly countersign: Office | null;
  readonly correction: { readonly rounds: number; readonly limit: Limit } | null;
  readonly refusalGrounds: readonly string[];
  readonly next: string;
}

export interface RubricItem {
  readonly id: string;
  readonly name: Text;
  readonly weight: number;
}

/** Marks by item. `step` is the smallest mark; below `commentBelow` × weight an item needs a comment. */
export interface Rubric {
  readonly items: readonly RubricItem[];
  readonly step: number;
  readonly commentBelow: number;
  readonly passMark: number;
  /** The named aggregation, with its version: `trimmedMean@1`. */
  readonly aggregate: 'trimmedMean@1';
}

export type ExpertCategory = 'technical' | 'finance' | 'management';

/** Experts drawn from a pool, marking blind. */
export interface PanelStage extends StageFrame {
  readonly kind: 'panel';
  readonly office: Office;
  readonly strata: readonly { readonly category: ExpertCategory; readonly seats: number }[];
  readonly invitation: Limit;
  readonly declineReasons: readonly string[];
  readonly rubric: Rubric;
  readonly next: string;
}

/** A leader signs. */
export interface SignOffStage extends StageFrame {
  readonly kind: 'sign-off';
  readonly office: Office;
  readonly refusalGrounds: readonly string[];
  readonly next: string;
}

/** The system issues document number, certificate and title. */
export interface AwardStage extends StageFrame {
  readonly kind: 'award';
  readonly office: Office;
  readonly documentPrefix: string;
  readonly certificatePrefix: string;
  readonly titleYears: number;
}

export type Stage = ReviewStage | PanelStage | SignOffStage | AwardStage;
export type StageKind = Stage['kind'];

/** One step of the escalation ladder after a limit has lapsed; `after` counts working days from the due instant. */
export interface Rung {
  readonly id: 'lead' | 'co-responsible' | 'supervision';
  readonly afterWorkingDays: number;
}

/** A versioned procedure. A case keeps its version for life. */
export interface Procedure {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** The obligation of the catalogue behind the procedure: its bureaus are the recipients of escalations. */
  readonly obligation: string;
  readonly form: FormDefinition;
  readonly documents: readonly DocumentType[];
  readonly gates: readonly Gate[];
  /** The field that holds the applicant's credit code: it must be the one of the register. Null when the form does not ask. */
  readonly applicantAt: string | null;
  readonly stages: readonly Stage[];
  readonly ladder: readonly Rung[];
  /** Grounds on which an enterprise withdraws are free; this says until which stage it may. */
  readonly withdrawUntil: string;
}

/** @returns the stage with this id. @throws when the procedure has no such stage: a programming error, since procedures are checked at load. */
export function stageOf(procedure: Procedure, id: string): Stage {
  const stage = procedure.stages.find((candidate) => candidate.id === id);
  if (!stage) throw new Error(`procedure ${procedure.id}@${procedure.version} has no stage ${id}`);
  return stage;
}
