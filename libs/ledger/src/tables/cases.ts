import { EntitySchema } from 'typeorm';
import type { CaseState, Outcome } from '@vermilion/domain';
import {
  boolean,
  date,
  instant,
  integer,
  jsonb,
  key,
  optional,
  serial,
  smallint,
  text,
  type Columns,
} from './column.js';

/** Who holds a case; `system` work is the engine's own. */
export type HolderKind = 'enterprise' | 'district' | 'bureau' | 'panel' | 'round' | 'system' | 'statutory';

/** A case as lists and the workflow need it; `state` is the fold of its events. */
export interface CaseRow {
  id: string;
  stream: string;
  procedure: string;
  version: number;
  obligation: string;
  applicant: string;
  district: string;
  phase: CaseState['phase'];
  stage: string | null;
  visit: number;
  holder_kind: HolderKind | null;
  holder_organisation: string | null;
  outcome: Outcome | null;
  /** The round to which the case belongs; null when there is none, or it has left. */
  round: string | null;
  seq: number;
  stage_seq: number;
  workflow_seq: number;
  state: CaseState;
  workshop_name: string | null;
  /** The next lapse; null when no limit runs. */
  due_at: Date | null;
  overdue: boolean;
  opened_at: Date;
  submitted_at: Date | null;
  closed_at: Date | null;
  /** When the last thing happened that is told to all readers: sealed marks leave it where it is. */
  updated_at: Date;
}

const caseColumns = {
  id: key('case', text),
  stream: text,
  procedure: text,
  version: integer,
  obligation: text,
  applicant: text,
  district: text,
  phase: text,
  stage: optional(text),
  visit: integer,
  holder_kind: optional(text),
  holder_organisation: optional(text),
  outcome: optional(text),
  round: optional(text),
  seq: integer,
  stage_seq: integer,
  workflow_seq: { ...integer, default: 0 },
  state: jsonb,
  workshop_name: optional(text),
  due_at: optional(instant),
  overdue: { ...boolean, default: false },
  opened_at: instant,
  submitted_at: optional(instant),
  closed_at: optional(instant),
  updated_at: instant,
} satisfies Columns<CaseRow>;

export const CaseTable = new EntitySchema<CaseRow>({
  name: 'case',
  columns: caseColumns,
  uniques: [{ name: 'case_stream', columns: ['stream'] }],
  indices: [
    { name: 'case_round', columns: ['round', 'id'], where: 'round IS NOT NULL' },
    { name: 'case_applicant', columns: ['applicant', 'id'] },
    { name: 'case_due', columns: ['due_at', 'id'] },
    { name: 'case_updated', columns: ['updated_at', 'id'] },
    { name: 'case_system_work', columns: ['id'], where: `holder_kind = 'system'` },
    { name: 'case_workflow_behind', columns: ['updated_at'], where: 'stage_seq > workflow_seq' },
  ],
});

/** Who must act now. A panel seat's task belongs to `expert:<id>`. */
export interface TaskRow {
  id: string;
  case_id: string;
  stage: string | null;
  kind: string;
  organisation: string;
  role: string;
  due_at: Date | null;
  opened_at: Date;
  claimed_by: string | null;
  /** Of its case: what lists are narrowed and counted by. */
  procedure: string;
  version: number;
  applicant: string;
  district: string;
  workshop_name: string | null;
  overdue: boolean;
  /** Whose task it is within the organisation; null: whoever of the role comes first. */
  assigned_to: string | null;
}

const taskColumns = {
  id: key('task', text),
  case_id: text,
  stage: optional(text),
  kind: text,
  organisation: text,
  role: text,
  due_at: optional(instant),
  opened_at: instant,
  claimed_by: optional(text),
  assigned_to: optional(text),
  procedure: text,
  version: integer,
  applicant: text,
  district: text,
  workshop_name: optional(text),
  overdue: boolean,
} satisfies Columns<TaskRow>;

export const TaskTable = new EntitySchema<TaskRow>({
  name: 'task',
  columns: taskColumns,
  indices: [
    { name: 'task_case', columns: ['case_id'] },
    // Over an expression: the migration makes it.
    { name: 'task_by_due', columns: ['organisation', 'due_at', 'id'], synchronize: false },
    { name: 'task_by_opening', columns: ['organisation', 'opened_at', 'id'] },
    // Carries what is counted: the migration makes it.
    { name: 'task_by_group', columns: ['organisation', 'procedure', 'stage', 'district'], synchronize: false },
  ],
});

/** One due date. Fired exactly once: `recorded_at` is written in the transaction of its consequence. `owner` is a stream or an escalation. */
export interface DeadlineRow {
  id: string;
  owner: string;
  case_id: string | null;
  ref: string;
  kind: 'limit' | 'escalation';
  rung: string;
  due_at: Date;
  recorded_at: Date | null;
  provisional: boolean;
  derivation: unknown;
  obligation: string;
  shard: number;
  attempts: number;
}

const deadlineColumns = {
  id: serial('deadline'),
  owner: text,
  case_id: optional(text),
  ref: text,
  kind: text,
  rung: text,
  due_at: instant,
  recorded_at: optional(instant),
  provisional: boolean,
  derivation: optional(jsonb),
  obligation: text,
  shard: smallint,
  attempts: { ...integer, default: 0 },
} satisfies Columns<DeadlineRow>;

export const DeadlineTable = new EntitySchema<DeadlineRow>({
  name: 'deadline',
  columns: deadlineColumns,
  uniques: [{ name: 'deadline_owner_ref', columns: ['owner', 'ref'] }],
  indices: [
    { name: 'deadline_unrecorded', columns: ['shard', 'due_at'], where: 'recorded_at IS NULL' },
    { name: 'deadline_next', columns: ['due_at'], where: 'recorded_at IS NULL' },
    { name: 'deadline_case', columns: ['case_id'] },
  ],
});

/** From when on somebody holds a case. There is no end column, so neither gap nor overlap can be written. */
export interface HolderRow {
  case_id: string;
  seq: number;
  from_at: Date;
  kind: HolderKind | null;
  organisation: string | null;
}

const holderColumns = {
  case_id: key('holder', text),
  seq: key('holder', integer),
  from_at: instant,
  kind: optional(text),
  organisation: optional(text),
} satisfies Columns<HolderRow>;

export const HolderTable = new EntitySchema<HolderRow>({ name: 'holder', columns: holderColumns });

/** Who may see a case: the root of every row-level right. */
export interface CaseAccessRow {
  case_id: string;
  organisation: string;
  role: string;
}

const caseAccessColumns = {
  case_id: key('case_access', text),
  organisation: key('case_access', text),
  role: key('case_access', text),
} satisfies Columns<CaseAccessRow>;

export const CaseAccessTable = new EntitySchema<CaseAccessRow>({
  name: 'case_access',
  columns: caseAccessColumns,
  indices: [{ name: 'case_access_organisation', columns: ['organisation', 'case_id'] }],
});

/** What was awarded. A certificate number is unique for ever; one document may award many. */
export interface AwardRow {
  case_id: string;
  document_number: string;
  certificate_number: string;
  title: string;
  valid_from: string;
  valid_until: string;
  organisation: string;
  round: string | null;
}

const awardColumns = {
  case_id: key('award', text),
  document_number: text,
  certificate_number: text,
  title: text,
  valid_from: date,
  valid_until: date,
  organisation: text,
  round: optional(text),
} satisfies Columns<AwardRow>;

export const AwardTable = new EntitySchema<AwardRow>({
  name: 'award',
  columns: awardColumns,
  uniques: [{ name: 'award_certificate_number', columns: ['certificate_number'] }],
});
