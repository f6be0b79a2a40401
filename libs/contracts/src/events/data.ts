import { OUTCOMES, type EventData, type EventType } from '@vermilion/domain';
import { z } from 'zod';
import { DateOnly, InstantText } from '../http/words.js';
import { DESK_DATA, OBJECTION_DATA, ROUND_OF_CASE_DATA, TIME_DATA } from './more-data.js';

const seat = z.number().int().positive();
const hash = z.string();
const stage = z.strictObject({ stage: z.string() });
const category = z.enum(['technical', 'finance', 'management']);
const candidate = z.strictObject({ token: hash, group: z.string(), category });
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const row = z.record(z.string(), fieldValue);
const content = z.strictObject({
  draftVersion: z.number().int(),
  form: z.record(z.string(), z.union([row, z.array(row)])),
  documents: z.array(
    z.strictObject({ id: z.string(), type: z.string(), sha256: hash, bytes: z.number().int(), media: z.string() }),
  ),
  contentHash: hash,
  figures: z.record(z.string(), z.number()),
  on: DateOnly,
});
const limit = z.strictObject({ limit: z.string(), dueAt: InstantText });
const seatMark = z.strictObject({ seat, total: z.number(), items: z.record(z.string(), z.number()) });

/** The data of every event, as it is stored, published and described by the AsyncAPI document. No person's data in any of them. */
export const EVENT_DATA = {
  'application.opened': z.strictObject({
    procedure: z.string(),
    version: z.number().int(),
    applicant: z.string(),
    district: z.string(),
    round: z.string().nullable(),
    origin: z.string().nullable(),
    on: DateOnly,
  }),
  'application.submitted': content.extend({ round: z.string().nullable() }),
  'application.corrected': content.extend({ changed: z.array(z.string()) }),
  ...ROUND_OF_CASE_DATA,
  ...DESK_DATA,
  ...OBJECTION_DATA,
  ...TIME_DATA,
  'application.withdrawn': z.strictObject({ stage: z.string().nullable() }),
  'application.accepted': z.strictObject({ stage: z.string(), bySilence: z.boolean() }),
  'application.returned': z.strictObject({
    stage: z.string(),
    round: z.number().int(),
    defects: z.array(z.strictObject({ id: z.string(), target: z.string() })),
    on: DateOnly,
  }),
  'application.endorsed': stage.extend({ by: z.string().nullable().optional() }),
  'application.countersigned': stage,
  'application.countersign-declined': stage,
  'application.passed': stage.extend({ by: z.string().nullable() }),
  'application.refused': z.strictObject({ stage: z.string(), ground: z.string() }),
  'application.signed': stage,
  'application.closed': z.strictObject({ outcome: z.enum(OUTCOMES) }),
  'stage.entered': z.strictObject({ stage: z.string(), visit: z.number().int(), on: DateOnly }),
  'panel.pool-frozen': z.strictObject({
    stage: z.string(),
    candidates: z.array(candidate),
    excluded: z.record(z.string(), z.number().int()),
    poolHash: hash,
    conflictHash: hash,
  }),
  'panel.drawn': z.strictObject({
    stage: z.string(),
    seed: hash,
    poolHash: hash,
    redraws: z.number().int(),
    seats: z.array(z.strictObject({ seat, category, token: hash })),
    alternates: z.array(candidate),
    on: DateOnly,
  }),
  'panel.invitation-accepted': z.strictObject({
    seat,
    noConflict: z.boolean().optional(),
    confidentiality: z.boolean().optional(),
  }),
  'panel.invitation-declined': z.strictObject({
    seat,
    reason: z.string(),
    bySilence: z.boolean(),
    recuses: z.boolean().optional(),
  }),
  'panel.seat-replaced': z.strictObject({ seat, category, token: hash, on: DateOnly }),
  'panel.exhausted': z.strictObject({ seat }),
  'panel.dissolved': z.strictObject({ stage: z.string(), released: z.array(hash) }),
  'panel.convened': z.strictObject({ stage: z.string(), on: DateOnly }),
  'panel.mark-submitted': z.strictObject({ seat, commitment: hash }),
  'panel.opened': z.strictObject({
    stage: z.string(),
    marks: z.array(seatMark),
    trimmedMean: z.number(),
    plainMean: z.number(),
    spread: z.number(),
    passed: z.boolean(),
  }),
  'panel.mark-voided': z.strictObject({ seat, reason: z.string() }),
  'panel.minute-awaited': z.strictObject({ stage: z.string(), spread: z.number() }),
  'panel.minute-recorded': stage,
  'award.issued': z.strictObject({
    documentNumber: z.string(),
    certificateNumber: z.string(),
    title: z.string(),
    validFrom: DateOnly,
    validUntil: DateOnly,
  }),
  'limit.reminded': limit,
  'limit.lapsed': limit.extend({ rule: z.string() }),
  'escalation.notified': limit.extend({ rung: z.string(), recipients: z.array(z.string()) }),
} satisfies { [T in EventType]: z.ZodType<EventData[T]> };
