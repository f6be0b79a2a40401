import type { Form, Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { lockDraftOf } from '../core/open-draft.js';
import type { Session } from '../session.js';
import type { DraftRow } from '../tables/content.js';

/** What an enterprise is still writing. */
export interface DraftEntry {
  readonly version: number;
  readonly form: Form;
  readonly updatedAt: Instant;
  /** The person who saved it last. */
  readonly updatedBy: string;
}

/** The draft of a case; null when there is none, or it is not the actor's to see. */
export async function draftOf(session: Session, caseId: string): Promise<DraftEntry | null> {
  const row = await session.first<DraftRow>(
    'SELECT version, form, updated_at, updated_by FROM draft WHERE case_id = $1',
    [caseId],
  );
  if (!row) return null;
  const { version, form, updated_at: at, updated_by: updatedBy } = row;
  return { version, form, updatedAt: instantOf(at), updatedBy };
}

/**
 * Saves the form if the draft is still at `version` and the application is with the enterprise (`open`).
 * @returns the new version, or the current one when nothing was saved; null when there is no draft that the actor may see.
 */
export async function saveDraft(
  session: Session,
  caseId: string,
  save: { readonly version: number; readonly form: Form; readonly by: string; readonly at: Instant },
): Promise<{ readonly saved: boolean; readonly open: boolean; readonly version: number } | null> {
  const draft = await lockDraftOf(session, caseId);
  if (!draft) return null;
  const { open, version } = draft;
  if (!open || version !== save.version) return { saved: false, open, version };
  await session.execute(
    'UPDATE draft SET form = $2, version = version + 1, updated_at = $3, updated_by = $4 WHERE case_id = $1',
    [caseId, JSON.stringify(save.form), save.at, save.by],
  );
  return { saved: true, open: true, version: save.version + 1 };
}
