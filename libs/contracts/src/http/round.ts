import { ROUND_COMMAND_TYPES, ROUND_PHASES } from '@vermilion/domain';
import { z } from 'zod';
import { CutLine, RankedCase, RoundTerms } from '../events/round-data.js';
import { Bilingual, CaseId, DateOnly, InstantText, MOST_VERSIONS, Organisation, PlainText } from './words.js';

/** The number of a round, such as `smart-workshop-2018`. */
export const RoundId = PlainText.regex(/^[a-z][a-z0-9-]{0,70}-\d{4}$/).meta({
  id: 'RoundId',
  example: 'smart-workshop-2018',
});

/** Which document of a round, from 1. */
export const DocumentOrder = z.string().regex(/^[1-9]\d{0,2}$/);

/** A district by its code, as cases name it. */
export const DistrictCode = z.string().regex(/^[A-Za-z0-9-]{2,20}$/);

/** Calls a round: the newest version of the procedure applies. */
export const CallRound = z
  .strictObject({ procedure: PlainText.min(1).max(80), terms: RoundTerms })
  .meta({ id: 'CallRound' });

const opinion = z.strictObject({ opinion: PlainText.max(2000) });
const nothing = z.strictObject({});

/** What a person states with each command of a round. */
export const ROUND_PAYLOADS = {
  recommend: z.strictObject({ cases: z.array(CaseId).max(1000) }),
  propose: opinion,
  issue: opinion,
} as const;

/** The system's own work on a round, which operations may give by hand when it is late. */
export const ROUND_SYSTEM_PAYLOADS = { rank: nothing, publish: nothing, complete: nothing } as const;

const expectedSeq = z.number().int().positive().max(MOST_VERSIONS);

function envelope<T extends string, P extends z.ZodType>(type: T, payload: P) {
  return z.strictObject({ type: z.literal(type), payload, expectedSeq });
}

/** One command of a person on a round. */
export const RoundCommandBody = z
  .discriminatedUnion('type', [
    envelope('recommend', ROUND_PAYLOADS.recommend),
    envelope('propose', ROUND_PAYLOADS.propose),
    envelope('issue', ROUND_PAYLOADS.issue),
  ])
  .meta({ id: 'RoundCommand' });

/** The same for the system's own work. */
export const RoundSystemCommandBody = z
  .discriminatedUnion('type', [
    envelope('rank', ROUND_SYSTEM_PAYLOADS.rank),
    envelope('publish', ROUND_SYSTEM_PAYLOADS.publish),
    envelope('complete', ROUND_SYSTEM_PAYLOADS.complete),
  ])
  .meta({ id: 'RoundSystemCommand' });

/** What the committed transaction says. */
export const RoundReceipt = z
  .object({
    roundId: RoundId,
    seq: z.number().int(),
    stageSeq: z.number().int(),
    events: z.array(z.object({ id: z.string(), type: z.string() })),
    at: InstantText,
    replayed: z.boolean(),
  })
  .meta({ id: 'RoundReceipt' });

const phase = z.enum(ROUND_PHASES);
const procedure = z.object({ id: z.string(), version: z.number().int(), title: Bilingual });

/** A round as a list shows it. */
export const RoundSummary = z
  .object({ id: RoundId, procedure, phase, seq: z.number().int(), terms: RoundTerms.nullable() })
  .meta({ id: 'RoundSummary' });

export const RoundList = z.object({ items: z.array(RoundSummary) }).meta({ id: 'RoundList' });

const placed = RankedCase.extend({
  workshopName: z.string().nullable(),
  applicant: Organisation,
  district: z.string(),
});
const whatIf = z.object({
  expert: z.number().int().meta({ description: 'A number of this report alone; nobody is named' }),
  seats: z
    .array(z.object({ caseId: CaseId, seat: z.number().int() }))
    .meta({ description: 'Whose marks were left out' }),
  into: z.array(CaseId),
  out: z.array(CaseId),
});

/** How firm the cut line is when one expert is left out, in every case that he or she marked. */
export const StabilityView = z
  .object({
    tried: z.number().int().meta({ description: 'How many experts were left out, one after the other' }),
    unchanged: z.number().int(),
    changes: z.array(whatIf),
    tooFew: z.array(CaseId).meta({
      description: 'Cases that stand with all their marks: without one of them there would be no trimmed mean',
    }),
  })
  .meta({ id: 'Stability' });

const document = z.object({
  number: z.string(),
  cases: z.array(CaseId),
  on: DateOnly,
  supplementary: z.boolean(),
});

/** A round on one screen. Parts that do not concern the reader, or not yet the public, are null. */
export const RoundView = RoundSummary.extend({
  recommendations: z.record(z.string(), z.array(CaseId)).nullable(),
  candidates: z.array(CaseId).nullable(),
  ranking: z.array(placed).nullable(),
  cut: CutLine.nullable(),
  stability: StabilityView.nullable(),
  list: z.array(CaseId).nullable(),
  withheld: z.array(z.object({ caseId: CaseId, reason: z.string() })).nullable(),
  notice: z.object({ number: z.string(), from: DateOnly, until: DateOnly, closesAt: InstantText }).nullable(),
  documents: z.array(document),
  funnel: z
    .object({ total: z.number().int(), byStage: z.record(z.string(), z.number().int()) })
    .nullable()
    .meta({ description: 'How many cases of the round are where, by stage and by outcome' }),
  steps: z.array(z.enum(ROUND_COMMAND_TYPES as [string, ...string[]])),
}).meta({ id: 'Round' });

export type CallRound = z.infer<typeof CallRound>;
export type RoundCommandBody = z.infer<typeof RoundCommandBody>;
export type RoundSystemCommandBody = z.infer<typeof RoundSystemCommandBody>;
export type RoundReceipt = z.infer<typeof RoundReceipt>;
export type RoundSummary = z.infer<typeof RoundSummary>;
export type RoundView = z.infer<typeof RoundView>;
