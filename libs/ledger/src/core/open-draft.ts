import type { CaseState } from '@vermilion/domain';
import type { Session } from '../session.js';

/**
 * Locks the draft of a case for writing, against a submission and an autosave of the same moment. `open` tells whether the application is
 * with the enterprise: before the first submission, and while a correction is asked for. Null when there is no draft that the actor may see.
 */
export async function lockDraftOf(
  session: Session,
  caseId: string,
): Promise<{ readonly version: number; readonly open: boolean } | null> {
  // Case before draft, as every decision does: nobody waits in a circle.
  const found = await session.first<{ phase: CaseState['phase']; correcting: boolean }>(
    `SELECT phase, coalesce(state->'correction' <> 'null', false) AS correcting FROM "case" WHERE id = $1 FOR SHARE`,
    [caseId],
  );
  const draft = await session.first<{ version: number }>('SELECT version FROM draft WHERE case_id = $1 FOR UPDATE', [
    caseId,
  ]);
  return found && draft && { version: draft.version, open: found.phase === 'draft' || found.correcting };
}
