import { z } from 'zod';
import { UploadQuery } from './case.js';
import { CaseId, InstantText, PlainText } from './words.js';

/** Far more than any procedure allows; the type of the document says how much really may come. */
const MOST_BYTES = 1_000_000_000;
const bytes = z.number().int().positive().max(MOST_BYTES);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Announces a file that will come in parts: what it is called, what it is, how long, and the hash by which it is known at the end. */
export const OpenUpload = UploadQuery.extend({ media: PlainText.min(1).max(100), bytes, sha256 }).meta({
  id: 'OpenUpload',
});

/** A file that is coming in parts. */
export const UploadView = z
  .object({
    id: z.uuid(),
    caseId: CaseId,
    type: z.string(),
    name: z.string(),
    media: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    offset: z.number().int().meta({ description: 'So many bytes are safe; the next part begins here' }),
    touchedAt: InstantText,
  })
  .meta({ id: 'Upload' });

export const UploadList = z.object({ items: z.array(UploadView) }).meta({ id: 'UploadList' });

export const UploadId = z.uuid();

/** Where a part begins. */
export const PartQuery = z.strictObject({ offset: z.coerce.number().int().min(0).max(MOST_BYTES) });

export type OpenUpload = z.infer<typeof OpenUpload>;
export type UploadView = z.infer<typeof UploadView>;
export type UploadList = z.infer<typeof UploadList>;
export type PartQuery = z.infer<typeof PartQuery>;
