import { z } from 'zod';
import { AnchorRecord } from '../events/anchor.js';
import { RoundId } from './round.js';
import { Bilingual, CaseId, InstantText, PlainText } from './words.js';

/** One thing that happened to a case, wherever it was recorded: the ledger, the workflow engine, a delivery. No expert's identity. */
export const HistoryEntry = z
  .object({
    at: InstantText.meta({ description: 'Business instant' }),
    recordedAt: InstantText.meta({ description: 'When the machine recorded it' }),
    source: z.enum(['ledger', 'workflow', 'delivery']),
    what: Bilingual,
    ref: z.string(),
    actor: z.string().nullable(),
    link: z
      .url()
      .nullable()
      .meta({ description: 'Where the workflow engine shows it; null where there is no such place' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });
export const HistoryView = z
  .object({
    caseId: CaseId,
    entries: z.array(HistoryEntry),
    missing: z.array(z.enum(['workflow'])).meta({ description: 'Sources that could not be reached' }),
  })
  .meta({ id: 'History' });

export const IncidentView = z
  .object({
    id: z.string(),
    kind: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).meta({
      description: 'What is known of it, by names: numbers of cases and rounds, organisations, codes, reasons',
    }),
    openedAt: InstantText,
    closedAt: InstantText.nullable(),
  })
  .meta({ id: 'Incident' });
export const IncidentList = z.object({ items: z.array(IncidentView) }).meta({ id: 'IncidentList' });

const token = z.string().meta({ description: 'A commitment that stands for an expert; nobody is named' });
const candidate = z.object({ token, group: z.string(), category: z.string() });
const link = z.object({ seq: z.number().int(), prevHash: z.string(), hash: z.string() });
const recorded = link.extend({
  recordedAt: InstantText,
  body: z.string().nullable().meta({
    description: 'The text of the event: hash = SHA-256 of prevHash and body. Null where an official gave the command',
  }),
});

/**
 * From the freeze on: the pool, without seed and seats. With the draw, a page of its own: everything needed to draw the panel again by
 * oneself. Candidates are commitments, not persons.
 */
export const DrawView = z
  .object({
    id: z.string(),
    caseId: CaseId,
    stage: z.string(),
    number: z
      .number()
      .int()
      .meta({ description: 'Which panel of the case this is: above 1 when earlier ones were dissolved' }),
    freezes: z.array(z.string()).meta({ description: 'Every freeze of the case, in order' }),
    draws: z.array(z.string()).meta({ description: 'Every draw of the case, dissolved panels included, in order' }),
    draw: z.string().nullable().meta({ description: 'The draw from this pool; null until then' }),
    dissolvedAt: InstantText.nullable(),
    algorithm: z.string(),
    strata: z.array(z.object({ category: z.string(), seats: z.number().int() })),
    candidates: z.array(candidate),
    excluded: z
      .record(z.string(), z.number().int())
      .meta({ description: 'How many experts of the register were left out, by reason code' }),
    poolHash: z.string(),
    conflictHash: z.string().meta({ description: 'Fingerprint of who was left out and why' }),
    frozenAt: InstantText,
    frozenEvent: recorded.meta({ description: 'The event of the freeze: before the one of the seed' }),
    seed: z.string().nullable().meta({ description: 'Null on the page of the freeze, as all that comes of it' }),
    redraws: z.number().int().nullable().meta({ description: 'Whole sets thrown away: two of one employer' }),
    drawnAt: InstantText.nullable(),
    drawnEvent: recorded.nullable(),
    between: z.array(link).meta({ description: 'Links of the chain between freeze and draw' }),
    seats: z.array(z.object({ seat: z.number().int(), category: z.string(), token })),
    alternates: z.array(candidate),
    replacements: z.array(
      z.object({
        seat: z.number().int(),
        category: z.string(),
        token,
        at: InstantText,
        vacant: z.array(z.number().int()).meta({ description: 'The other seats on which nobody sat at that moment' }),
      }),
    ),
    verification: z.object({ algorithm: z.string(), command: z.string(), text: Bilingual }),
  })
  .meta({ id: 'Draw' });

/** What the check of the hash chain found. Complete for what is there; a tail cut off as a whole shows only against outside anchors. */
export const VerifyView = z
  .object({
    intact: z.boolean(),
    streams: z.number().int(),
    events: z.number().int(),
    faults: z.array(z.object({ stream: z.string(), seq: z.number().int(), what: z.string() })),
    heads: z.array(z.object({ stream: z.string(), hash: z.string(), events: z.number().int() })),
    next: z.string().nullable().meta({ description: 'The stream after which to go on' }),
  })
  .meta({ id: 'Verification' });

/** Anchors of the ledger, newest first. */
export const AnchorList = z
  .object({
    items: z.array(AnchorRecord),
    next: z.number().int().nullable().meta({ description: 'Ask for those before this one; null when there are none' }),
  })
  .meta({ id: 'AnchorList' });

/** One anchor, and the proof that it covers a chain. */
export const AnchorView = z
  .object({
    anchor: AnchorRecord,
    proof: z
      .object({
        stream: z.string(),
        seq: z.number().int(),
        hash: z.string(),
        index: z.number().int(),
        path: z.array(z.string()),
      })
      .nullable()
      .meta({
        description:
          'Way of a head to the root (RFC 9162, 2.1.3.2), from below; null when no chain was asked for, or it had not moved before this anchor',
      }),
  })
  .meta({ id: 'AnchorWithProof' });

const AnchorNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** Which anchors. */
export const AnchorsQuery = z.strictObject({
  before: AnchorNumber.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});

/** Of which chain the proof is asked for. */
export const AnchorQuery = z.strictObject({ caseId: CaseId.optional(), roundId: RoundId.optional() });

/** Which anchor. */
export const AnchorId = z.string().regex(/^[1-9]\d{0,8}$/);

export const ProgrammeId = z.string().regex(/^[a-z0-9-]{1,80}$/);

/** Which version of a procedure, from 1. */
export const ProcedureVersion = z.string().regex(/^[1-9]\d{0,5}$/);

/** Which chains: one case, or the streams after one, so many at a time. */
export const VerifyQuery = z.strictObject({
  caseId: CaseId.optional(),
  roundId: RoundId.optional(),
  after: PlainText.max(80).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export const IncidentQuery = z.strictObject({
  open: z.stringbool().default(true),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const DrawId = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{6,9}\.[0-9]{1,6}$/)
  .meta({ id: 'DrawId', description: 'Case and event of the freeze or the draw', example: '2018-000001.17' });
export const CertificateNumber = PlainText.min(3).max(60);

/** A procedure as its applicants and their programs need it. */
export const ProgrammeSummary = z
  .object({ id: z.string(), version: z.number().int(), title: Bilingual })
  .meta({ id: 'ProgrammeSummary' });
export const ProgrammeList = z.object({ items: z.array(ProgrammeSummary) }).meta({ id: 'ProgrammeList' });
export const ProgrammeView = ProgrammeSummary.extend({
  obligation: z.string(),
  form: z.record(z.string(), z.unknown()),
  documents: z.array(z.record(z.string(), z.unknown())),
  gates: z.array(z.record(z.string(), z.unknown())),
  stages: z.array(z.record(z.string(), z.unknown())),
  ladder: z.array(z.record(z.string(), z.unknown())),
  reasons: z
    .array(z.object({ id: z.string(), text: Bilingual }))
    .meta({ description: 'The words of grounds and reasons, which the stages name by their ids' }),
  diagram: z.string().meta({ description: 'The process as a Mermaid diagram' }),
  credit: z
    .object({ severe: z.literal('veto'), general: z.literal('blocks') })
    .optional()
    .meta({ description: 'What a record of dishonesty means for an application; absent: none is asked for' }),
}).meta({ id: 'Programme' });

export type HistoryEntry = z.infer<typeof HistoryEntry>;
export type HistoryView = z.infer<typeof HistoryView>;
export type IncidentView = z.infer<typeof IncidentView>;
export type DrawView = z.infer<typeof DrawView>;
export type VerifyView = z.infer<typeof VerifyView>;
export type ProgrammeView = z.infer<typeof ProgrammeView>;
export type VerifyQuery = z.infer<typeof VerifyQuery>;
export type AnchorsQuery = z.infer<typeof AnchorsQuery>;
export type AnchorQuery = z.infer<typeof AnchorQuery>;
export type IncidentQuery = z.infer<typeof IncidentQuery>;
