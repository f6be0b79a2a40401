import { z } from 'zod';
import { PublishedDocument } from './call.js';
import { Bilingual, CaseId, DateOnly, InstantText, PlainText } from './words.js';

/** A public notice by its number (`郑工信公示〔2018〕1号`) or the id of its round. */
export const NoticeId = PlainText.min(1).max(80).meta({ id: 'NoticeId', example: 'smart-workshop-2018' });

const noticeSummary = z.object({
  id: z.string(),
  number: z.string(),
  procedure: z.object({ id: z.string(), version: z.number().int(), title: Bilingual }),
  from: DateOnly,
  until: DateOnly.meta({ description: 'The last day; it counts to 24时' }),
  closesAt: InstantText,
  open: z
    .boolean()
    .meta({ description: 'An objection that comes now holds up its entry; a later one is only answered' }),
  entries: z.number().int(),
});
export const NoticeList = z.object({ items: z.array(noticeSummary) }).meta({ id: 'NoticeList' });

const day = z.object({
  date: DateOnly,
  counted: z.boolean(),
  reason: z.string().meta({ description: 'Why the day counts or not: workday, weekend, holiday …' }),
});

/** A public notice with its entries, and how to object. Objections are not shown. */
export const NoticeView = noticeSummary
  .omit({ entries: true })
  .extend({
    entries: z.array(
      z.object({
        caseId: CaseId,
        applicant: Bilingual,
        workshopName: z.string().nullable(),
        district: z.string(),
        districtName: Bilingual,
        certificateNumber: z.string().nullable().meta({ description: 'Of the title, once its document is signed' }),
        draw: z
          .string()
          .nullable()
          .meta({ description: 'The draw of the panel that judged it, for anybody to repeat' }),
      }),
    ),
    office: Bilingual.meta({ description: 'Who publishes it, and whom to ask' }),
    basis: z.string().meta({ description: 'The clause of the policy behind it, as it is cited' }),
    period: z
      .object({ words: Bilingual, days: z.array(day) })
      .nullable()
      .meta({ description: 'How its days were counted; null when the calendar has changed since' }),
    documents: z.array(PublishedDocument).meta({ description: 'What came of it, as far as it is signed' }),
    howToObject: Bilingual,
  })
  .meta({ id: 'Notice' });

const paper = z
  .strictObject({
    kind: z.enum(['individual', 'organisation']),
    name: PlainText.max(100),
    address: PlainText.max(300),
    phone: PlainText.max(40),
    signed: z
      .boolean()
      .meta({ description: 'Signed by hand under the real name (individual), or sealed (organisation)' }),
    facts: PlainText.max(4000),
  })
  .meta({ id: 'ObjectionPaper' });

/** An objection to an entry. It is by name; whom it names, only the office learns that looks into it. */
export const LodgeObjection = z.strictObject({ caseId: CaseId, paper }).meta({ id: 'LodgeObjection' });

export const ObjectionReceiptCode = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{32}$/)
  .meta({
    id: 'ObjectionReceiptCode',
    description: 'Whoever knows it may read the answer and ask for the second instance',
  });

const objection = z.string().meta({ description: 'The number of the objection; it does not give the receipt away' });

/** Keep the receipt: it is shown this once, and the same request with the same key gets it again. */
export const ObjectionReceipt = z
  .object({ receipt: ObjectionReceiptCode, objection, late: z.boolean(), at: InstantText })
  .meta({ id: 'ObjectionReceipt' });

const standing = z.object({
  objection,
  late: z.boolean(),
  status: z.enum(['verifying', 'verified', 'second-instance', 'upheld', 'dismissed']),
  finding: z.enum(['upheld', 'dismissed']).nullable(),
  bySilence: z
    .boolean()
    .nullable()
    .meta({ description: 'Concluded because nobody asked for the second instance in time' }),
  lodgedAt: InstantText,
  verifiedAt: InstantText.nullable(),
  appealedAt: InstantText.nullable(),
  concludedAt: InstantText.nullable(),
  dueAt: InstantText.nullable().meta({
    description: 'Until when it will be answered, or the second instance asked for',
  }),
  reply: z.string().nullable().meta({ description: 'What the verifying office answers to both sides' }),
  decision: z.string().nullable().meta({ description: 'What the second instance answers to both sides' }),
});

/** What the objector learns by the receipt. */
export const ObjectionAnswer = standing
  .extend({ caseId: CaseId, notice: z.string(), mayAppeal: z.boolean() })
  .meta({ id: 'ObjectionAnswer' });

export const AppealObjection = z.strictObject({ opinion: PlainText.max(2000) }).meta({ id: 'AppealObjection' });

const objector = z
  .object({
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    facts: z.string(),
  })
  .meta({ id: 'Objector', description: 'Only for the office that looks into the objection' });

/** The objections to a case. `objector` is null for everybody but the office that looks into it. */
export const ObjectionList = z
  .object({
    items: z.array(
      standing.extend({
        kind: z.enum(['individual', 'organisation']),
        appealedBy: z.enum(['objector', 'applicant']).nullable(),
        appeal: z.string().nullable().meta({ description: 'Why the second instance was asked for' }),
        objector: objector.nullable(),
      }),
    ),
  })
  .meta({ id: 'ObjectionList' });

export type AppealObjection = z.infer<typeof AppealObjection>;
export type LodgeObjection = z.infer<typeof LodgeObjection>;
export type NoticeList = z.infer<typeof NoticeList>;
export type NoticeView = z.infer<typeof NoticeView>;
export type ObjectionReceipt = z.infer<typeof ObjectionReceipt>;
export type ObjectionAnswer = z.infer<typeof ObjectionAnswer>;
export type ObjectionList = z.infer<typeof ObjectionList>;
