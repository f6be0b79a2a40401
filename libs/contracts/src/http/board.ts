import { OUTCOMES, URGENCIES } from '@vermilion/domain';
import { z } from 'zod';
import { Bilingual, CaseId, InstantText, StageRef } from './words.js';

const figure = z.number().int();
const urgency = z.enum(URGENCIES);

/** How many cases are late, short of time, in time, without a limit. */
export const UrgencyCounts = z.object({ overdue: figure, soon: figure, later: figure, unlimited: figure }).meta({
  id: 'UrgencyCounts',
});

const district = z.object({ code: z.string(), name: Bilingual });
const titled = { caseId: CaseId.nullable(), workshopName: z.string().nullable(), district: district.nullable() };

/** One district beside the others. */
export const DistrictStanding = z
  .object({
    district,
    cases: figure,
    running: figure,
    counts: UrgencyCounts.meta({ description: 'Of those under way' }),
    recommended: figure,
    candidates: figure,
    listed: figure.meta({ description: 'On the list of the round, or awarded' }),
    awarded: figure,
  })
  .meta({ id: 'DistrictStanding' });

const dueDate = z.object({ ...titled, what: Bilingual, dueAt: InstantText, urgency });
const happened = z.object({ ...titled, at: InstantText, what: Bilingual });
const objection = z.object({
  caseId: CaseId,
  workshopName: z.string().nullable(),
  status: z.enum(['verifying', 'verified', 'second-instance', 'upheld', 'dismissed']),
  late: z.boolean(),
  lodgedAt: InstantText,
  dueAt: InstantText.nullable(),
});

/** A round at a glance, for a board on a wall: figures, dates and what was decided last. No person's data, no marks. */
export const RoundBoard = z
  .object({
    asOf: InstantText.meta({ description: 'Business instant' }),
    stages: z.array(z.object({ stage: StageRef, counts: UrgencyCounts })).meta({
      description: 'The stages of the procedure in order, with the cases that are there',
    }),
    ended: z.array(z.object({ outcome: z.enum(OUTCOMES), cases: figure })),
    districts: z.array(DistrictStanding),
    dates: z.array(dueDate).meta({ description: 'The nearest dates, the round’s own among them' }),
    events: z.array(happened).meta({ description: 'What was decided last, the newest first' }),
    objections: z.array(objection),
  })
  .meta({ id: 'RoundBoard' });

export type UrgencyCounts = z.infer<typeof UrgencyCounts>;
export type DistrictStanding = z.infer<typeof DistrictStanding>;
export type RoundBoard = z.infer<typeof RoundBoard>;
