import { EntitySchema } from 'typeorm';
import { instant, integer, key, text, type Columns } from './column.js';

/** A signed root over the heads of the streams that have moved since the anchor before. `statement` is the canonical text that was signed. */
export interface AnchorRow {
  n: number;
  statement: string;
  /** Over the statement; the next anchor names it. */
  hash: string;
  /** Ed25519, base64. */
  signature: string;
  /** Machine time, for lists; the statement says it, too. */
  at: Date;
}

const anchorColumns = {
  n: key('anchor', integer),
  statement: text,
  hash: text,
  signature: text,
  at: instant,
} satisfies Columns<AnchorRow>;

export const AnchorTable = new EntitySchema<AnchorRow>({ name: 'anchor', columns: anchorColumns });

/** The head of a stream, as an anchor has it: a leaf of its tree. */
export interface AnchorHeadRow {
  anchor: number;
  stream: string;
  seq: number;
  hash: string;
}

const anchorHeadColumns = {
  anchor: key('anchor_head', integer),
  stream: key('anchor_head', text),
  seq: integer,
  hash: text,
} satisfies Columns<AnchorHeadRow>;

export const AnchorHeadTable = new EntitySchema<AnchorHeadRow>({
  name: 'anchor_head',
  columns: anchorHeadColumns,
  indices: [{ name: 'anchor_head_stream', columns: ['stream', 'seq'], unique: true }],
});

/** A stream of which something was published that no anchor covers yet, and up to which event. */
export interface UnanchoredRow {
  stream: string;
  seq: number;
}

const unanchoredColumns = { stream: key('unanchored', text), seq: integer } satisfies Columns<UnanchoredRow>;

export const UnanchoredTable = new EntitySchema<UnanchoredRow>({ name: 'unanchored', columns: unanchoredColumns });
