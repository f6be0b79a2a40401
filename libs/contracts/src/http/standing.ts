import { OUTCOMES } from '@vermilion/domain';
import { z } from 'zod';
import { RegisterData } from '../events/more-data.js';
import { DateOnly, InstantText } from './words.js';

/** Where a case stands in its round, with the registers, in the public notice, and in an appeal. Null where there is nothing to say. */
export const STANDING = {
  round: z.string().nullable(),
  /** The certificate of the title that is examined again. */
  origin: z.string().nullable(),
  check: RegisterData.extend({
    moment: z.enum(['submission', 'acceptance', 'recommendation', 'notice', 'award']),
    on: DateOnly,
  }).nullable(),
  suspension: z.object({ ground: z.string(), on: DateOnly }).nullable(),
  deferred: z.array(z.object({ document: z.string(), until: DateOnly })),
  judgement: z
    .object({
      trimmedMean: z.number(),
      plainMean: z.number(),
      spread: z.number(),
      passed: z.boolean(),
      comments: z.array(z.object({ seat: z.number().int(), item: z.string(), text: z.string() })),
    })
    .nullable()
    .meta({ description: 'What the panel found. The comments are for applicant and offices; oversight gets none' }),
  place: z
    .object({
      round: z.string(),
      rank: z.number().int(),
      of: z.number().int(),
      result: z.enum(['within-quota', 'nursery-list']),
    })
    .nullable(),
  notice: z
    .object({
      number: z.string(),
      from: DateOnly,
      until: DateOnly,
      closesAt: InstantText,
      ended: z.boolean(),
    })
    .nullable(),
  /** Who objects is not said. */
  objections: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['individual', 'organisation']),
      late: z.boolean(),
      status: z.enum(['verifying', 'verified', 'second-instance', 'upheld', 'dismissed']),
      finding: z.enum(['upheld', 'dismissed']).nullable(),
    }),
  ),
  appeal: z
    .object({
      status: z.enum(['open', 'pending', 'upheld', 'dismissed', 'expired']),
      against: z.enum(OUTCOMES),
      stage: z.string(),
    })
    .nullable(),
};
