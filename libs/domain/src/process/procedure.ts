import type { FormDefinition, DocumentType, Gate } from '../form/definition.js';
import type { Text } from './text.js';

/** Who holds a stage: an office of the applicant's district, or a city bureau (its officers or its leader). */
export type Office =
  | { readonly body: 'district'; readonly office: 'industry' | 'finance' }
  | { readonly body: 'bureau'; readonly bureau: string; readonly role: 'officer' | 'leader' };

export type DayUnit = 'working-day' | 'natural-day';

/**
 * What happens when nobody acts in time: silence accepts; the case stays and is overdue; it closes; the invitation counts as declined;
 * the case goes on to the office that decides without what was not done; what was found becomes final.
 */
export const LAPSE_RULES = ['accepted-by-silence', 'overdue', 'closed', 'declined', 'passed-on', 'final'] as const;
export type LapseRule = (typeof LAPSE_RULES)[number];

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
  /** Null where the round of the case keeps the time. */
  readonly limit: Limit | null;
  /** Whether the office may ask for more time, how much at most (in the limit's own unit), and who grants it. */
  readonly extension?: { readonly most: number; readonly approver: Office } | undefined;
}

/** One office decides; optionally a second office must countersign before the case moves on. */
export interface ReviewStage extends StageFrame {
  readonly kind: 'review';
  readonly office: Office;
  /** `recommend`: decided by the district's ranked list in the round. */
  readonly verb: 'accept' | 'pass' | 'recommend';
  readonly countersign: Office | null;
  /** `permittedBy`: who may, with a reason, allow one more return that concerns anything at all. */
  readonly correction: {
    readonly rounds: number;
    readonly limit: Limit;
    readonly permittedBy?: Office | undefined;
    /** The finding when nobody answers, where a refusal leads on instead of closing. */
    readonly unanswered?: string | undefined;
  } | null;
  readonly refusalGrounds: readonly string[];
  /** Where a refusal leads; absent: it closes the case. */
  readonly onRefusal?: string | undefined;
  /** The earlier stage to which the office may send the case back. */
  readonly sendsBackTo?: string | undefined;
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

/** Why an expert may leave a panel; with `recuses`, no later panel of the case may seat the expert. */
export interface DeclineReason {
  readonly id: string;
  readonly recuses: boolean;
}

/** Experts drawn from a pool, marking blind. */
export interface PanelStage extends StageFrame {
  readonly kind: 'panel';
  readonly office: Office;
  readonly strata: readonly { readonly category: ExpertCategory; readonly seats: number }[];
  readonly invitation: Limit;
  readonly declineReasons: readonly DeclineReason[];
  /** Why the office may declare marks void before they are opened. Absent: it may not. */
  readonly voidReasons?: readonly string[] | undefined;
  readonly rubric: Rubric;
  /** Above this spread of the totals, the chair (the first seat) must record what was discussed before the result counts. */
  readonly minuteAbove?: number | undefined;
  /**
   * 法定人数: once the stage's limit has passed, this many marks, at least one of each category, make a result; never fewer than five where
   * five were drawn. Absent: every seat.
   */
  readonly quorum?: number | undefined;
  readonly next: string;
}

/** A leader signs. */
export interface SignOffStage extends StageFrame {
  readonly kind: 'sign-off';
  readonly office: Office;
  readonly refusalGrounds: readonly string[];
  /** `round`: the leader signs the whole list in the round, and the case follows. Absent: each case by itself. */
  readonly decidedBy?: 'round' | undefined;
  /** The signature takes a title away: for how long the firm is barred, by the ground of the refusal before it. */
  readonly revokes?: { readonly barYears: { readonly [ground: string]: number } } | undefined;
  readonly next: string;
}

/** 待评: the case waits until its round freezes the candidates. */
export interface GatheringStage extends StageFrame {
  readonly kind: 'gathering';
  readonly office: Office;
  readonly next: string;
}

/** 综合排序: the case waits for its place in the round. */
export interface RankingStage extends StageFrame {
  readonly kind: 'ranking';
  readonly office: Office;
  readonly next: string;
}

/** 公示: the list of the round is public; an objection suspends its entry alone. */
export interface NoticeStage extends StageFrame {
  readonly kind: 'notice';
  readonly office: Office;
  readonly objection: {
    /** Who looks into an objection, and by when. */
    readonly verifier: Office;
    readonly verification: Limit;
    /** Within this time either side may ask for the second instance. */
    readonly appeal: Limit;
    readonly secondInstance: { readonly office: Office; readonly limit: Limit };
  };
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
  /** `round`: one document for the whole list. Absent: one for the case. */
  readonly decidedBy?: 'round' | undefined;
  /** The title that the case is about goes on under its own number. */
  readonly renews?: boolean | undefined;
}

export type Stage = ReviewStage | PanelStage | SignOffStage | GatheringStage | RankingStage | NoticeStage | AwardStage;
export type StageKind = Stage['kind'];

/** One step of the escalation ladder after a limit has lapsed; `after` counts working days from the due instant. */
export interface Rung {
  readonly id: 'lead' | 'co-responsible' | 'supervision';
  readonly afterWorkingDays: number;
}

/** How the cases of one call are compared and signed together. The dates and numbers of each call are the round's own. */
export interface RoundRules {
  /** Who calls the round and who signs its lists. */
  readonly office: Office;
  readonly leader: Office;
  /** Who ranks and recommends. */
  readonly recommender: Office;
  /** The stages in which the cases wait for the round. */
  readonly stages: {
    readonly recommendation: string;
    readonly gathering: string;
    readonly ranking: string;
    readonly proposal: string;
    readonly notice: string;
    readonly award: string;
  };
  /** What decides between equal marks, in this order: items of the rubric (higher first), the instant of receipt (earlier first). */
  readonly tieBreak: readonly string[];
  readonly notice: Limit;
  /** How the number of the notice begins. */
  readonly noticePrefix: string;
}

/** What a credit record of each grade does. Source: research on credit checks (《信用修复管理办法》). */
export interface CreditRules {
  readonly severe: 'veto';
  readonly general: 'blocks';
  readonly waivedBy: Office;
  /** How long a blocked case may wait for the repair. */
  readonly suspension: Limit;
}

/** Which titles are examined again, and when; the declaration is the firm's own report. */
export interface ReexaminationRules {
  readonly of: string;
  /** Natural days before the title's last day. */
  readonly opensBefore: number;
  readonly declaration: Limit;
  /** Who may open one of a valid title before its time. */
  readonly openedBy: Office;
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
  /** Absent: every case by itself. */
  readonly round?: RoundRules | undefined;
  /** Absent: credit records and titles held are not asked for. */
  readonly credit?: CreditRules | undefined;
  /** The field that names what is to be titled: the same thing is not titled twice. */
  readonly titledAt?: string | undefined;
  /** 容缺: documents of secondary importance may come later, at most this many working days, against a dated promise. */
  readonly deferral?: { readonly mostWorkingDays: number } | undefined;
  /** 复核申请: how long, and where, the applicant may ask for a refusal to be looked at again. */
  readonly appeal?: { readonly window: Limit; readonly office: Office; readonly limit: Limit } | undefined;
  /** For a re-examination: who opens it is the system, `opensBefore` natural days before the title of `of` ends; the limit is the firm's. */
  readonly reexamines?: ReexaminationRules | undefined;
}

/** @returns the stage with this id. @throws when the procedure has no such stage: a programming error, since procedures are checked at load. */
export function stageOf(procedure: Procedure, id: string): Stage {
  const stage = procedure.stages.find((candidate) => candidate.id === id);
  if (!stage) throw new Error(`procedure ${procedure.id}@${procedure.version} has no stage ${id}`);
  return stage;
}
