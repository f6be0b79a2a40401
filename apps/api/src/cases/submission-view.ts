import type { CaseView, DocumentView, FormContent } from '@vermilion/contracts';
import { versionHash, type Person, type Procedure } from '@vermilion/domain';
import type { CaseRecord, DraftEntry, EventEntry } from '@vermilion/ledger';

const SUBMITTED: readonly EventEntry['type'][] = ['application.submitted', 'application.corrected'];
/** What was promised and came later makes another version, too. */
const SUPPLIED: EventEntry['type'] = 'document.supplied';

/** What the offices have before them: which version, by which hash it is known, when it was received. Null before the first submission. */
export function submissionOf(
  procedure: Procedure,
  { id, state }: CaseRecord,
  events: readonly EventEntry[],
): CaseView['submission'] {
  const form = events.findLast(({ type }) => SUBMITTED.includes(type));
  const last = events.findLast(({ type }) => SUBMITTED.includes(type) || type === SUPPLIED);
  if (!form || !last) return null;
  return {
    draftVersion: Number(form.data['draftVersion']),
    hash: versionHash(procedure, id, state.form, state.documents),
    receivedAt: last.at,
    documents: state.documents.map((document) => document.id),
  };
}

/** The draft, with the hash that it will have when it is submitted as it is, and whether the reader or a colleague saved it last. */
export function draftView(
  procedure: Procedure,
  caseId: string,
  draft: DraftEntry | null,
  { documents, person: { person } }: { readonly documents: readonly DocumentView[]; readonly person: Person },
): CaseView['draft'] {
  if (!draft) return null;
  const { version, form, updatedAt, updatedBy } = draft;
  const attached = documents.filter(({ state }) => state === 'attached');
  const hash = versionHash(procedure, caseId, form, attached);
  return { version, form: form as FormContent, updatedAt, by: updatedBy === person ? 'you' : 'colleague', hash };
}
