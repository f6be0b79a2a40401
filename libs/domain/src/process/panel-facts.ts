import type { ExpertCategory } from './procedure.js';

export interface SeatDrawn {
  readonly seat: number;
  readonly category: ExpertCategory;
  /** The commitment standing for the expert; who it is, only the ledger's private tables know. */
  readonly token: string;
}

export interface Candidate {
  readonly token: string;
  readonly group: string;
  readonly category: ExpertCategory;
}

export interface SeatMark {
  readonly seat: number;
  readonly total: number;
  readonly items: { readonly [item: string]: number };
}
