import { OUTCOMES } from '@vermilion/domain';
import { z } from 'zod';
import { DefectView } from './case.js';
import { Bilingual, CaseId, InstantText } from './words.js';

/** One thing that differs from the submission before. A personal section is only named. */
export const ChangeView = z
  .object({
    target: z.string(),
    kind: z.enum(['field', 'document', 'personal']),
    before: z.unknown().meta({ description: 'A field as it was, or a document by hash and, for who may see it, name' }),
    after: z.unknown(),
    defect: z.string().nullable().meta({ description: 'The defect that had asked for it; null: nobody had' }),
  })
  .meta({ id: 'Change' });

/** What a later submission of the application changed. */
export const ChangesView = z
  .object({
    items: z.array(
      z.object({
        seq: z.number().int(),
        at: InstantText,
        by: z.enum(['correction', 'supply']),
        asked: z.array(DefectView).meta({ description: 'The defects of the return before it' }),
        changes: z.array(ChangeView),
      }),
    ),
  })
  .meta({ id: 'Changes' });

/** 差一点报告: what was missing, by which evidence, and the smallest change that would have been enough. */
export const NearMissView = z
  .object({
    caseId: CaseId,
    outcome: z.enum(OUTCOMES).nullable(),
    misses: z.array(
      z.object({
        of: z.enum(['gate', 'declaration', 'mark', 'place', 'recommendation', 'ground']),
        condition: Bilingual,
        evidence: Bilingual,
        change: Bilingual,
        figures: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
    change: z
      .object({ controlled: z.number().int(), networked: z.number().int() })
      .nullable()
      .meta({ description: 'All gates together: so many more machines under control and in the network' }),
  })
  .meta({ id: 'NearMiss' });

export type ChangesView = z.infer<typeof ChangesView>;
export type NearMissView = z.infer<typeof NearMissView>;
