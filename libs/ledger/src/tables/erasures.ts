import { EntitySchema } from 'typeorm';
import type { ErasureGround } from '@vermilion/domain';
import { instant, integer, key, optional, serial, text, type Columns } from './column.js';

/** For how long words of a kind of subject must be kept after the end of the last case. The owner changes it. */
export interface ErasureRuleRow {
  kind: string;
  days: number;
  reason: string;
}

const ruleColumns = {
  kind: key('erasure_rule', text),
  days: integer,
  reason: text,
} satisfies Columns<ErasureRuleRow>;

export const ErasureRuleTable = new EntitySchema<ErasureRuleRow>({
  name: 'erasure_rule',
  columns: ruleColumns,
  checks: [{ name: 'erasure_rule_days', expression: 'days >= 0' }],
});

/** That the words of a subject are to be erased, or were. */
export interface ErasureRow {
  id: string;
  subject: string;
  ground: ErasureGround;
  /** The number of the document that orders it. */
  reference: string;
  asked_by: string;
  asked_at: Date;
  confirmed_by: string | null;
  confirmed_at: Date | null;
}

const erasureColumns = {
  id: serial('erasure'),
  subject: text,
  ground: text,
  reference: text,
  asked_by: text,
  asked_at: { ...instant, default: () => 'now()' },
  confirmed_by: optional(text),
  confirmed_at: optional(instant),
} satisfies Columns<ErasureRow>;

export const ErasureTable = new EntitySchema<ErasureRow>({
  name: 'erasure',
  columns: erasureColumns,
  checks: [{ name: 'erasure_by_two', expression: 'confirmed_by <> asked_by' }],
  indices: [{ name: 'erasure_open', columns: ['subject'], unique: true, where: 'confirmed_at IS NULL' }],
});
