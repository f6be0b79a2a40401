import { SYSTEM, type CaseState } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Ledger } from '../ledger.js';
import type { Session } from '../session.js';
import type { CaseDesk } from './due-book.js';

interface CaseAsRead {
  readonly state: CaseState;
  readonly due_at: Date | null;
  readonly stage_seq: number;
  readonly holder_kind: string | null;
}

/** The cases as their workflows read them. */
export function caseDesk(ledger: Ledger): CaseDesk {
  return {
    read: (caseId) =>
      ledger.write(SYSTEM, async (session) => {
        const row = await session.first<CaseAsRead>(
          'SELECT state, due_at, stage_seq, holder_kind FROM "case" WHERE id = $1',
          [caseId],
        );
        if (!row) return null;
        // Only what was read counts as known: a move in between is signalled again.
        await session.execute('UPDATE "case" SET workflow_seq = $2 WHERE id = $1 AND workflow_seq < $2', [
          caseId,
          row.stage_seq,
        ]);
        if (row.holder_kind !== 'system') await closeIncidents(session, caseId);
        return { state: row.state, dueAt: row.due_at && instantOf(row.due_at) };
      }),
  };
}

/** A case that owes no system work has none that is stuck: somebody has done it by hand. */
async function closeIncidents(session: Session, caseId: string): Promise<void> {
  await session.execute(
    `UPDATE incident SET closed_at = now() WHERE kind = 'system-work' AND closed_at IS NULL AND starts_with(subject, $1)`,
    [`${caseId}:`],
  );
}
