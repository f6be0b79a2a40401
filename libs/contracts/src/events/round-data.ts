import type { RoundEventData, RoundEventType } from '@vermilion/domain';
import { z } from 'zod';
import { DateOnly, InstantText } from '../http/words.js';
import { RegisterData } from './more-data.js';

const cases = z.array(z.string());
const dueAt = InstantText;
const withheld = z.array(
  z.strictObject({
    caseId: z.string(),
    reason: z.enum(['credit-veto', 'credit-blocked', 'title-already-held', 'barred']),
  }),
);
const checks = z.array(z.strictObject({ caseId: z.string(), check: RegisterData }));

/** What is settled when a round is called. */
export const RoundTerms = z
  .strictObject({
    year: z.number().int().min(2000).max(2100),
    opens: InstantText,
    closes: InstantText,
    cutOff: InstantText,
    quota: z.number().int().positive().max(10_000),
    districtCap: z.number().int().positive().max(10_000),
  })
  .meta({ id: 'RoundTerms' });

/** A candidate in its place. */
export const RankedCase = z
  .strictObject({
    caseId: z.string(),
    rank: z.number().int(),
    mark: z.number(),
    decidedBy: z.string().nullable(),
    result: z.enum(['within-quota', 'nursery-list']),
  })
  .meta({ id: 'RankedCase' });

/** Where the quota cuts. */
export const CutLine = z
  .strictObject({
    quota: z.number().int(),
    lastIn: z.string().nullable(),
    firstOut: z.string().nullable(),
    gap: z.number().nullable(),
  })
  .meta({ id: 'CutLine' });

/** The data of every event of a round, as stored, published and described. */
export const ROUND_EVENT_DATA = {
  'round.called': z.strictObject({
    id: z.string(),
    procedure: z.string(),
    version: z.number().int(),
    terms: RoundTerms,
  }),
  'round.opened': z.strictObject({ dueAt }),
  'round.closed': z.strictObject({ dueAt }),
  'round.reminded': z.strictObject({ dueAt, cutOff: InstantText }),
  'round.recommended': z.strictObject({ district: z.string(), cases }),
  'round.frozen': z.strictObject({ candidates: cases, dueAt }),
  'round.ranked': z.strictObject({ ranking: z.array(RankedCase), cut: CutLine }),
  'round.proposed': z.strictObject({ list: cases, nursery: cases }),
  'round.published': z.strictObject({
    number: z.string(),
    from: DateOnly,
    until: DateOnly,
    closesAt: InstantText,
    list: cases,
    withheld,
    checks,
  }),
  'round.cleared': z.strictObject({ dueAt }),
  'round.issued': z.strictObject({
    number: z.string(),
    cases,
    on: DateOnly,
    supplementary: z.boolean(),
    withheld,
    checks,
  }),
  'round.withheld': z.strictObject({ withheld, checks }),
  'round.completed': z.strictObject({ on: DateOnly }),
} satisfies { [T in RoundEventType]: z.ZodType<RoundEventData[T]> };
