import { z } from 'zod';
import {
  Bilingual,
  CaseId,
  DateOnly,
  InstantText,
  Organisation,
  PageQuery,
  pageOf,
  PersonId,
  PlainText,
} from './words.js';

/** 信用、称号、禁止申报期. */
export const RegisterId = z
  .enum(['credit', 'titles', 'bars'])
  .meta({ id: 'RegisterName', description: 'Credit records, titles, bar periods' });

/** What came of a workbook. `replayed`: the same file had been taken in before. */
export const RegisterImportView = z
  .object({
    id: z.string(),
    register: RegisterId,
    sha256: z.string(),
    rows: z.number().int(),
    replayed: z.boolean(),
    resumed: z
      .array(z.object({ caseId: CaseId, result: z.enum(['resumed', 'still-suspended', 'refused', 'later']) }))
      .meta({ description: 'What the new entries meant for suspended cases of the firms in the file' }),
  })
  .meta({ id: 'RegisterImport' });

export const RegisterImportList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        sha256: z.string(),
        rows: z.number().int(),
        person: PersonId,
        organisation: z.string(),
        at: InstantText,
      }),
    ),
  })
  .meta({ id: 'RegisterImportList' });

export const RegisterQuery = PageQuery.extend({
  creditCode: z
    .string()
    .regex(/^[0-9A-Z]{18}$/)
    .optional(),
});

export const RegisterPage = pageOf(
  'RegisterPage',
  z
    .object({
      number: z.string(),
      firm: Organisation,
      values: z.record(z.string(), z.string().nullable()).meta({ description: 'By the keys of the columns' }),
    })
    .meta({ id: 'RegisterEntry' }),
);

const title = z.object({
  certificateNumber: z.string(),
  documentNumber: z.string().nullable(),
  title: z.string(),
  holder: Bilingual,
  workshopName: z.string().nullable(),
  validFrom: DateOnly,
  validUntil: DateOnly,
});

/** A certificate as anybody may check it, as of a day. */
export const CertificateView = title
  .extend({
    status: z
      .enum(['valid', 'under-review', 'expired', 'revoked'])
      .meta({ description: 'Under review: a re-examination goes on; the title stands until it is decided' }),
    on: DateOnly.meta({ description: 'The day as of which it is said' }),
    revokedOn: DateOnly.nullable(),
    ground: Bilingual.nullable(),
  })
  .meta({ id: 'Certificate' });

/** As of which day a certificate is checked; today, if none is named. */
export const CertificateQuery = z.strictObject({ on: DateOnly.optional() });

/** Titles that were taken away, with the ground and how long the firm may not apply. */
export const RevocationPage = pageOf(
  'RevocationPage',
  title
    .omit({ documentNumber: true, validFrom: true })
    .extend({ revokedOn: DateOnly, ground: Bilingual, barredUntil: DateOnly.nullable() })
    .meta({ id: 'Revocation' }),
);

/** Why an office examines a title again before its time. */
export const OpenReexamination = z.strictObject({ opinion: PlainText.max(2000) }).meta({ id: 'OpenReexamination' });

export type RegisterImportView = z.infer<typeof RegisterImportView>;
export type RegisterQuery = z.infer<typeof RegisterQuery>;
export type CertificateView = z.infer<typeof CertificateView>;
export type RevocationPage = z.infer<typeof RevocationPage>;
export type OpenReexamination = z.infer<typeof OpenReexamination>;
