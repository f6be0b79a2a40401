import { appendFileSync } from 'node:fs';
import type { Receipt } from '@vermilion/contracts';
import type { Entry, Heard } from './journal.js';

/**
 * A line of the journal on disk: all that its sender knew of a command when it was written. A later line of the same number replaces an
 * earlier one. `filled`: the sender has been told that form and papers of the draft are kept.
 */
export interface JournalLine {
  readonly number: number;
  /** Machine time. */
  readonly at: string;
  readonly user: string;
  readonly type: string;
  readonly key: string | null;
  readonly caseId: string | null;
  /** The state in which the sender believed the case: number of its last event. */
  readonly expectedSeq: number | null;
  readonly outcome: Heard['outcome'];
  readonly receipt: Receipt | null;
  readonly refusal: string | null;
  readonly repeats: readonly Heard[];
  readonly seen: Entry['seen'];
  /** For `filled`: how many papers. */
  readonly papers?: number;
}

/** Writes each entry to the end of a file whenever something has become known of it. */
export function keepIn(path: string): (number: number, entry: Entry) => void {
  return (number, entry) => {
    const { user, type, request, outcome, receipt, refusal, repeats, seen } = entry;
    const body = (request.body ?? {}) as { readonly expectedSeq?: number };
    const line: JournalLine = {
      number,
      at: new Date().toISOString(),
      user: user.name,
      type,
      key: request.key ?? null,
      caseId: receipt?.caseId ?? caseIn(request.path),
      expectedSeq: body.expectedSeq ?? null,
      ...{ outcome, receipt, refusal, repeats, seen },
    };
    appendFileSync(path, `${JSON.stringify(line)}\n`);
  };
}

/** Notes that a draft is filled, as far as its sender was told. */
export function noteFilled(path: string, user: string, caseId: string, papers: number): void {
  const nothing = { key: null, expectedSeq: null, receipt: null, refusal: null, repeats: [], seen: null };
  const at = new Date().toISOString();
  const line: JournalLine = {
    number: -1,
    at,
    user,
    type: 'filled',
    caseId,
    ...nothing,
    outcome: 'acknowledged',
    papers,
  };
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

function caseIn(path: string): string | null {
  return /^cases\/(\d{4}-\d{6})\//.exec(path)?.[1] ?? null;
}
