import { EntitySchema } from 'typeorm';
import type { RoundPhase, RoundState, RoundTerms } from '@vermilion/domain';
import { instant, integer, jsonb, key, text, type Columns } from './column.js';

/** A round as lists and its workflow need it; `state` is the fold of its events. */
export interface RoundRow {
  id: string;
  stream: string;
  procedure: string;
  version: number;
  phase: Exclude<RoundPhase, 'none'>;
  seq: number;
  stage_seq: number;
  workflow_seq: number;
  state: RoundState;
  terms: RoundTerms;
  /** The edition of the calendar by which its due rows were reckoned. */
  calendar: number;
  updated_at: Date;
}

const roundColumns = {
  id: key('round', text),
  stream: text,
  procedure: text,
  version: integer,
  phase: text,
  seq: integer,
  stage_seq: integer,
  workflow_seq: { ...integer, default: 0 },
  state: jsonb,
  terms: jsonb,
  calendar: { ...integer, default: 0 },
  updated_at: instant,
} satisfies Columns<RoundRow>;

export const RoundTable = new EntitySchema<RoundRow>({
  name: 'round',
  columns: roundColumns,
  uniques: [{ name: 'round_stream', columns: ['stream'] }],
});
