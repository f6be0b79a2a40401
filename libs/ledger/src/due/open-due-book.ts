import type { ProcedureBook } from '@vermilion/catalogue';
import { SYSTEM } from '@vermilion/domain';
import { businessNow } from '../core/business-clock.js';
import type { Ledger } from '../ledger.js';
import { stepClock } from './clock-step.js';
import type { DueBook } from './due-book.js';
import { dueEscalations, finishRung, outcomeOf, unresolvedCases } from './escalations.js';
import { fireDue } from './fire-due.js';

/** The due book of a ledger. `procedures` give the ladders. */
export function openDueBook(ledger: Ledger, procedures: ProcedureBook): DueBook {
  return {
    fireDue: (herd, onProgress) => fireDue(ledger, herd, onProgress),
    stepClock: () => stepClock(ledger),
    dueEscalations: (shards) => dueEscalations(ledger, shards),
    unresolvedCases: (missed) => unresolvedCases(ledger, missed),
    outcomeOf: (rung) => outcomeOf(ledger, rung),
    finishRung: (report) => finishRung(ledger, procedures, report),
    oldestUnrecordedDue: () => oldestUnrecordedDue(ledger),
  };
}

async function oldestUnrecordedDue(ledger: Ledger): Promise<number | null> {
  const row = await ledger.read(SYSTEM, async (session) =>
    session.first<{ age: number | null }>(
      `SELECT extract(epoch FROM $1::timestamptz - min(due_at))::float8 AS age FROM deadline WHERE recorded_at IS NULL AND due_at <= $1`,
      [await businessNow(session)],
    ),
  );
  return row?.age ?? null;
}
