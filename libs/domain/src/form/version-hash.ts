import { hashOf } from '../process/canonical.js';
import type { DocumentRef, Form, FormDefinition } from './definition.js';
import { splitPersonal } from './split.js';

/**
 * 版本指纹: by what one knows that an application as printed, as submitted and as an office reads it is the same. SHA-256 over the case, the
 * procedure, the form without its personal sections, and type and SHA-256 of each document. Personal sections are left out, because they may be erased
 * and a hash of a telephone number tells the number; that they were not exchanged, the salted `contentHash` of the event proves.
 */
export function versionHash(
  procedure: { readonly id: string; readonly version: number; readonly form: FormDefinition },
  caseId: string,
  form: Form,
  documents: readonly Pick<DocumentRef, 'type' | 'sha256'>[],
): string {
  const papers = documents.map(({ type, sha256 }) => ({ type, sha256 }));
  return hashOf({
    case: caseId,
    procedure: `${procedure.id}@${procedure.version}`,
    form: splitPersonal(procedure.form, form).open,
    documents: papers.sort((a, b) => (a.type < b.type ? -1 : 1)),
  });
}
