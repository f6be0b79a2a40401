import { EntitySchema } from 'typeorm';
import { instant, integer, key, serial, text, type Columns } from './column.js';

/** After how many days rows of a table may go. The owner changes it; the policy of the table obeys it. */
export interface RetentionRuleRow {
  relation: string;
  days: number;
  reason: string;
}

const ruleColumns = {
  relation: key('retention_rule', text),
  days: integer,
  reason: text,
} satisfies Columns<RetentionRuleRow>;

export const RetentionRuleTable = new EntitySchema<RetentionRuleRow>({
  name: 'retention_rule',
  columns: ruleColumns,
  checks: [{ name: 'retention_rule_days', expression: 'days >= 30' }],
});

/** That a table was gone through to the end, and how much went. */
export interface RetentionRunRow {
  id: string;
  relation: string;
  removed: number;
  at: Date;
}

const runColumns = {
  id: serial('retention_run'),
  relation: text,
  removed: integer,
  at: { ...instant, default: () => 'now()' },
} satisfies Columns<RetentionRunRow>;

export const RetentionRunTable = new EntitySchema<RetentionRunRow>({ name: 'retention_run', columns: runColumns });
