import { createHash } from 'node:crypto';
import { sampleForm } from '@vermilion/catalogue';
import type { CaseView, ProgrammeView, SavedDraft } from '@vermilion/contracts';
import { canonicalText, type Form } from '@vermilion/domain';
import { RefusedByApi, type ApiUser } from './api-client.js';
import { sampleDocument, type SampleFile } from './sample-documents.js';

/** What an enterprise of the sample puts into its draft. */
export interface Filling {
  readonly caseId: string;
  readonly enterprise: string;
  readonly programme: ProgrammeView;
  /** With the documents for which ENT02 gets its application back. */
  readonly faulty?: boolean;
  /** In place of the sample's form. */
  readonly form?: Form;
}

/**
 * Brings the draft of a case to the sample's form and documents; what is there already is not sent again.
 * @returns the version of the draft, with which it is submitted.
 */
export async function fillIn(user: ApiUser, filling: Filling): Promise<number> {
  const { caseId, enterprise, programme, faulty = false, form = sampleForm(enterprise) } = filling;
  await saveForm(user, caseId, form);
  const { documents } = await user.get<CaseView>(`cases/${caseId}`);
  for (const type of requiredDocuments(programme))
    await attach(user, caseId, documents, type, sampleDocument(enterprise, type, faulty));
  const { draft } = await user.get<CaseView>(`cases/${caseId}`);
  if (!draft) throw new Error(`${caseId} has no draft`);
  return draft.version;
}

/** Saves on top of the version that is there; a save whose answer was lost is found when the draft is read again. */
async function saveForm(user: ApiUser, caseId: string, body: Form): Promise<void> {
  for (;;) {
    const { draft } = await user.get<CaseView>(`cases/${caseId}`);
    if (draft && canonicalText(draft.form) === canonicalText(body)) return;
    const request = { method: 'PUT', path: `cases/${caseId}/form`, body, ifMatch: `"${draft?.version ?? 0}"` } as const;
    try {
      await user.ask<SavedDraft>(request);
    } catch (error) {
      const overtaken = error instanceof RefusedByApi && error.problem.code === 'draft-version-stale';
      if (!overtaken) throw error;
    }
  }
}

/** The types of documents without which the procedure takes no application. */
function requiredDocuments(programme: ProgrammeView): readonly string[] {
  return programme.documents
    .filter((document) => document['required'] === true)
    .map((document) => String(document['id']));
}

/** Uploads a document unless the same bytes are among those that are there. */
async function attach(
  user: ApiUser,
  caseId: string,
  documents: CaseView['documents'],
  type: string,
  file: SampleFile,
): Promise<void> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const present = documents.some((one) => one.type === type && one.state === 'attached' && one.sha256 === sha256);
  if (present) return;
  await user.ask({
    method: 'POST',
    path: `cases/${caseId}/documents?type=${type}&name=${encodeURIComponent(file.name)}`,
    file,
  });
}
