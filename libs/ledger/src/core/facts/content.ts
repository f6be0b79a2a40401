import type { DocumentRef, Facts, Form } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { SecretBox } from '../private-payload.js';

/** The draft, locked so that what is decided upon is what was saved, with the documents that are attached to it now. */
export async function lockDraft(session: Session, caseId: string): Promise<Facts['draft']> {
  const draft = await session.first<{ version: number; form: Form }>(
    'SELECT version, form FROM draft WHERE case_id = $1 FOR UPDATE',
    [caseId],
  );
  if (!draft) return null;
  const documents = await session.rows<DocumentRef>(
    `SELECT id, type, sha256, bytes, media FROM document WHERE case_id = $1 AND state = 'attached' ORDER BY type, id`,
    [caseId],
  );
  return { ...draft, documents };
}

/** The personal sections as they were last submitted; null when never, or when they have been erased. */
export async function lastPersonal(session: Session, stream: string, secrets: SecretBox): Promise<Form | null> {
  const row = await session.first<{ event_id: string }>(
    `SELECT stream || '/' || seq AS event_id FROM event
      WHERE stream = $1 AND type IN ('application.submitted', 'application.corrected') ORDER BY seq DESC LIMIT 1`,
    [stream],
  );
  const secret = row && (await secrets.open(session, row.event_id));
  return (secret?.['personal'] as Form | undefined) ?? null;
}
