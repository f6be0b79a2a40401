import { EntitySchema } from 'typeorm';
import type { Form } from '@vermilion/domain';
import { bytea, instant, integer, jsonb, key, optional, text, uuid, type Columns } from './column.js';

/** What an enterprise is still writing, personal sections included. */
export interface DraftRow {
  case_id: string;
  version: number;
  form: Form;
  updated_at: Date;
  updated_by: string;
}

const draftColumns = {
  case_id: key('draft', text),
  version: integer,
  form: jsonb,
  updated_at: instant,
  updated_by: text,
} satisfies Columns<DraftRow>;

export const DraftTable = new EntitySchema<DraftRow>({ name: 'draft', columns: draftColumns });

/** An attached file; its bytes lie at `path` below the data directory. A later one of the same type supersedes it. */
export interface DocumentRow {
  id: string;
  case_id: string;
  type: string;
  sha256: string;
  bytes: number;
  media: string;
  name: string;
  path: string;
  state: 'attached' | 'superseded';
  uploaded_by: string;
  at: Date;
}

const documentColumns = {
  id: key('document', uuid),
  case_id: text,
  type: text,
  sha256: text,
  bytes: integer,
  media: text,
  name: text,
  path: text,
  state: text,
  uploaded_by: text,
  at: instant,
} satisfies Columns<DocumentRow>;

export const DocumentTable = new EntitySchema<DocumentRow>({
  name: 'document',
  columns: documentColumns,
  indices: [
    { name: 'document_case', columns: ['case_id', 'at'] },
    { name: 'document_attached', columns: ['case_id', 'type'], unique: true, where: `state = 'attached'` },
  ],
});

/** The secret part of an event, under the key of its subject. */
export interface PrivatePayloadRow {
  event_id: string;
  /** Null for what was said of a round. */
  case_id: string | null;
  subject: string;
  ciphertext: Buffer;
}

const privatePayloadColumns = {
  event_id: key('private_payload', text),
  case_id: optional(text),
  subject: text,
  ciphertext: bytea,
} satisfies Columns<PrivatePayloadRow>;

export const PrivatePayloadTable = new EntitySchema<PrivatePayloadRow>({
  name: 'private_payload',
  columns: privatePayloadColumns,
  indices: [{ name: 'private_payload_case', columns: ['case_id', 'subject'] }],
});

/** A subject's key, wrapped by the master key. To erase the subject is to delete the row. */
export interface SubjectKeyRow {
  subject: string;
  wrapped: Buffer;
}

const subjectKeyColumns = {
  subject: key('subject_key', text),
  wrapped: bytea,
} satisfies Columns<SubjectKeyRow>;

export const SubjectKeyTable = new EntitySchema<SubjectKeyRow>({ name: 'subject_key', columns: subjectKeyColumns });
