import { EntitySchema } from 'typeorm';
import type { Marks, Seat } from '@vermilion/domain';
import { boolean, integer, jsonb, key, optional, smallint, text, type Columns } from './column.js';

/** Which expert a token of a frozen pool stands for. */
export interface CandidateRow {
  case_id: string;
  visit: number;
  token: string;
  expert_id: string;
}

const candidateColumns = {
  case_id: key('candidate', text),
  visit: integer,
  token: key('candidate', text),
  expert_id: text,
} satisfies Columns<CandidateRow>;

export const CandidateTable = new EntitySchema<CandidateRow>({
  name: 'candidate',
  columns: candidateColumns,
  indices: [{ name: 'candidate_expert', columns: ['expert_id', 'case_id'] }],
});

/** The seats of the present panel; an expert sees the own one only. */
export interface SeatRow {
  case_id: string;
  seat: number;
  token: string;
  expert_id: string;
  status: Seat['status'];
}

const seatColumns = {
  case_id: key('seat', text),
  seat: key('seat', smallint),
  token: text,
  expert_id: text,
  status: text,
} satisfies Columns<SeatRow>;

export const SeatTable = new EntitySchema<SeatRow>({
  name: 'seat',
  columns: seatColumns,
  indices: [{ name: 'seat_expert', columns: ['expert_id'] }],
});

/**
 * The marks behind a commitment, readable by their author only until the panel is opened. Marks declared void stay under the token that
 * gave them, and no seat names that token any more: they are never opened.
 */
export interface ScoreRow {
  case_id: string;
  seat: number;
  token: string;
  marks: Marks['items'];
  comments: Marks['comments'] | null;
  salt: string;
  /** They counted when the last panel was opened: whoever has access to the case may read them. */
  opened: boolean;
}

const scoreColumns = {
  case_id: key('score', text),
  seat: smallint,
  token: key('score', text),
  marks: jsonb,
  comments: optional(jsonb),
  salt: text,
  opened: { ...boolean, default: false },
} satisfies Columns<ScoreRow>;

export const ScoreTable = new EntitySchema<ScoreRow>({ name: 'score', columns: scoreColumns });
