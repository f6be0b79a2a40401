import { SYSTEM, type CaseState } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Ledger } from '../ledger.js';
import type { CaseDesk } from './due-book.js';

/** The cases as their workflows read them. */
export function caseDesk(ledger: Ledger): CaseDesk {
  return {
    read: (caseId) =>
      ledger.write(SYSTEM, async (session) => {
        const row = await session.first<{ state: CaseState; due_at: Date | null; stage_seq: number }>(
          'SELECT state, due_at, stage_seq FROM "case" WHERE id = $1',
          [caseId],
        );
        if (!row) return null;
        // Only what was read counts as known: a move in between is signalled again.
        await session.execute('UPDATE "case" SET workflow_seq = $2 WHERE id = $1 AND workflow_seq < $2', [caseId, row.stage_seq]);
        return { state: row.state, dueAt: row.due_at && instantOf(row.due_at) };
      }),
  };
}
