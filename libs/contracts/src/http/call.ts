import { z } from 'zod';
import { Bilingual, DateOnly, InstantText } from './words.js';

/** A signed 认定文件: its list is public, and so is the paper. */
export const PublishedDocument = z
  .object({
    order: z.number().int().meta({ description: 'Which document of the round, from 1: the name of the paper' }),
    number: z.string(),
    on: DateOnly,
    supplementary: z.boolean(),
    entries: z.number().int(),
  })
  .meta({ id: 'PublishedDocument' });

/** A round as it was made known: from when until when one may apply, and what was decided. Nothing of how it is judged. */
const call = z.object({
  id: z.string(),
  year: z.number().int(),
  opens: InstantText,
  closes: InstantText,
  standing: z.enum(['upcoming', 'open', 'closed']),
  documents: z.array(PublishedDocument),
});

/** What one can apply for, who is in charge, on what ground, and its calls, the latest first. */
export const CallList = z
  .object({
    items: z.array(
      z.object({
        procedure: z.object({ id: z.string(), version: z.number().int(), title: Bilingual }),
        office: Bilingual.meta({ description: 'Whom to ask: the office that calls and publishes' }),
        basis: z.string().meta({ description: 'The clause of the policy behind it, as it is cited' }),
        calls: z.array(call),
      }),
    ),
  })
  .meta({ id: 'CallList' });

export type PublishedDocument = z.infer<typeof PublishedDocument>;
export type CallList = z.infer<typeof CallList>;
