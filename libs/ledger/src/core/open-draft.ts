import type { CaseState } from '@vermilion/domain';
import type { Session } from '../session.js';

/**
 * Locks the draft of a case for writing, against a submission and an autosave of the same moment. `open` tells whether the application is
 * with the enterprise: before the first submission, and while a correction is asked for; `promised` names the documents (容缺) that it may
 * still attach at any time. Null when there is no draft that the actor may see.
 */
export async function lockDraftOf(
  session: Session,
  caseId: string,
): Promise<{ readonly version: number; readonly open: boolean; readonly promised: readonly string[] } | null> {
  // Case before draft, as every decision does: nobody waits in a circle.
  const found = await session.first<{ phase: CaseState['phase']; correcting: boolean; promised: string[] }>(
    `SELECT phase, coalesce(state->'correction' <> 'null', false) AS correcting,
            coalesce(jsonb_path_query_array(state, '$.deferred[*].document'), '[]') AS promised
       FROM "case" WHERE id = $1 FOR SHARE`,
    [caseId],
  );
  const draft = await session.first<{ version: number }>('SELECT version FROM draft WHERE case_id = $1 FOR UPDATE', [
    caseId,
  ]);
  if (!found || !draft) return null;
  const running = found.phase === 'running';
  return {
    version: draft.version,
    open: found.phase === 'draft' || found.correcting,
    promised: running ? found.promised : [],
  };
}
