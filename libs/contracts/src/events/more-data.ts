import { OUTCOMES, ROLES } from '@vermilion/domain';
import { z } from 'zod';
import { DateOnly, InstantText } from '../http/words.js';

const stage = z.string();
const on = DateOnly;
const at = z.strictObject({ stage });
const position = z.enum(['before', 'after']);
const objection = z.strictObject({ stage, objection: z.string() });

/** What the registers say of an applicant. */
export const RegisterData = z.strictObject({
  credit: z.strictObject({
    grade: z.enum(['none', 'minor', 'general', 'severe']),
    record: z.string().nullable(),
    source: z.string(),
    until: DateOnly.nullable(),
    asOf: DateOnly.nullable().optional(),
  }),
  title: z.string().nullable(),
  barredUntil: DateOnly.nullable(),
});

/** Events that recommendation, registers and ranking write into a case. */
export const ROUND_OF_CASE_DATA = {
  'application.checked': RegisterData.extend({
    moment: z.enum(['submission', 'acceptance', 'recommendation', 'notice', 'award']),
    on,
  }),
  'application.suspended': z.strictObject({ ground: z.literal('credit'), leftRound: z.boolean(), on }),
  'application.resumed': z.strictObject({ on, round: z.string().nullable() }),
  'application.left-round': z.strictObject({ round: z.string(), because: z.literal('not-in-time') }),
  'application.recommended': z.strictObject({
    stage,
    round: z.string(),
    rank: z.number().int(),
    list: z.number().int(),
  }),
  'application.sent-back': z.strictObject({ stage, to: z.string() }),
  'application.ranked': z.strictObject({
    round: z.string(),
    rank: z.number().int(),
    of: z.number().int(),
    result: z.enum(['within-quota', 'nursery-list']),
  }),
  'application.found': z.strictObject({ stage, ground: z.string() }),
  'credit.waived': z.strictObject({ record: z.string() }),
  'return.permitted': at,
  'document.deferred': z.strictObject({ document: z.string(), until: DateOnly }),
  'document.supplied': z.strictObject({
    document: z.string(),
    documents: z.array(
      z.strictObject({
        id: z.string(),
        type: z.string(),
        sha256: z.string(),
        bytes: z.number().int(),
        media: z.string(),
      }),
    ),
    on,
  }),
  'title.renewed': z.strictObject({
    certificateNumber: z.string(),
    documentNumber: z.string(),
    validFrom: DateOnly,
    validUntil: DateOnly,
  }),
  'title.revoked': z.strictObject({
    certificateNumber: z.string(),
    ground: z.string(),
    barredUntil: DateOnly.nullable(),
    on,
  }),
};

/** Events of the desk of an office. Persons are the opaque subjects of their tokens. */
export const DESK_DATA = {
  'desk.transferred': at.extend({ to: z.string(), organisation: z.string() }),
  'desk.delegated': at.extend({ to: z.string(), by: z.string() }),
  'desk.delegation-ended': at,
  'desk.signer-added': at.extend({ signer: z.string(), position, by: z.string() }),
  'desk.signer-removed': at.extend({ signer: z.string() }),
  'desk.signed': at.extend({ signer: z.string(), agreed: z.boolean() }),
  'desk.decided': at,
  'desk.urged': at.extend({ on }),
  'desk.taken-back': z.strictObject({ from: z.string(), to: z.string(), endorsed: z.boolean() }),
  'desk.raised': at.extend({ organisation: z.string(), role: z.enum(ROLES) }),
};

/** Events of public notice, objections and appeals. Who objects stands in none of them. */
export const OBJECTION_DATA = {
  'notice.published': at.extend({ number: z.string(), from: DateOnly, until: DateOnly, closesAt: InstantText }),
  'notice.ended': at,
  'objection.lodged': objection.extend({ kind: z.enum(['individual', 'organisation']), late: z.boolean(), on }),
  'objection.verified': objection.extend({ finding: z.enum(['upheld', 'dismissed']), on }),
  'objection.appealed': objection.extend({ by: z.enum(['objector', 'applicant']), on }),
  'objection.concluded': objection.extend({ upheld: z.boolean(), bySilence: z.boolean() }),
  'appeal.opened': at.extend({ against: z.enum(OUTCOMES), on }),
  'appeal.lodged': z.strictObject({ on }),
  'appeal.expired': z.strictObject({ on }),
  'appeal.decided': z.strictObject({ upheld: z.boolean() }),
};

/** Events that move a limit. */
export const TIME_DATA = {
  'limit.extension-asked': z.strictObject({ limit: z.string(), days: z.number().int() }),
  'limit.extended': z.strictObject({ limit: z.string(), days: z.number().int() }),
  'limit.extension-denied': z.strictObject({ limit: z.string() }),
  'limit.redated': z.strictObject({
    calendar: z.string(),
    changes: z.array(z.strictObject({ limit: z.string(), from: InstantText, to: InstantText })),
  }),
};
