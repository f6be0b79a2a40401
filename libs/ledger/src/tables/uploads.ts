import { EntitySchema } from 'typeorm';
import { instant, integer, key, text, uuid, type Columns } from './column.js';

/** A file that is coming in parts: `received` bytes of it are safe on disk. One for each document of a case; a different file takes its place. */
export interface UploadRow {
  id: string;
  case_id: string;
  type: string;
  name: string;
  media: string;
  bytes: number;
  sha256: string;
  received: number;
  opened_by: string;
  touched_at: Date;
}

const uploadColumns = {
  id: key('upload', uuid),
  case_id: text,
  type: text,
  name: text,
  media: text,
  bytes: integer,
  sha256: text,
  received: { ...integer, default: 0 },
  opened_by: text,
  touched_at: { ...instant, default: () => 'now()' },
} satisfies Columns<UploadRow>;

export const UploadTable = new EntitySchema<UploadRow>({
  name: 'upload',
  columns: uploadColumns,
  indices: [
    { name: 'upload_document', columns: ['case_id', 'type'], unique: true },
    { name: 'upload_touched', columns: ['touched_at'] },
  ],
});
