import type { Form, Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import type { DraftRow } from '../tables/content.js';

/** What an enterprise is still writing. */
export interface DraftEntry {
  readonly version: number;
  readonly form: Form;
  readonly updatedAt: Instant;
}

/** The draft of a case; null when there is none, or it is not the actor's to see. */
export async function draftOf(session: Session, caseId: string): Promise<DraftEntry | null> {
  const row = await session.first<DraftRow>('SELECT version, form, updated_at FROM draft WHERE case_id = $1', [caseId]);
  return row && { version: row.version, form: row.form, updatedAt: instantOf(row.updated_at) };
}

/**
 * Saves the form if the draft is still at `version`.
 * @returns the new version, or the current one when somebody else has saved since; null when there is no draft.
 */
export async function saveDraft(
  session: Session,
  caseId: string,
  save: { readonly version: number; readonly form: Form; readonly by: string; readonly at: Instant },
): Promise<{ readonly saved: boolean; readonly version: number } | null> {
  const changed = await session.execute(
    'UPDATE draft SET form = $3, version = version + 1, updated_at = $4, updated_by = $5 WHERE case_id = $1 AND version = $2',
    [caseId, save.version, JSON.stringify(save.form), save.at, save.by],
  );
  if (changed > 0) return { saved: true, version: save.version + 1 };
  const draft = await draftOf(session, caseId);
  return draft && { saved: false, version: draft.version };
}
