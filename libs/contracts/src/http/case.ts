import { OUTCOMES } from '@vermilion/domain';
import { z } from 'zod';
import { DeskView } from './office.js';
import { STANDING } from './standing.js';
import {
  Bilingual,
  CaseId,
  DateOnly,
  Holder,
  InstantText,
  MOST_VERSIONS,
  Organisation,
  PageQuery,
  PlainText,
  RoleName,
  StageRef,
  pageOf,
} from './words.js';

const phase = z.enum(['draft', 'running', 'closed']);
const outcome = z.enum(OUTCOMES);
const fieldValue = z.union([PlainText, z.number(), z.boolean(), z.array(PlainText), z.null()]);
const row = z.record(PlainText, fieldValue);

/** The content of a form: section -> fields, or section -> rows. The procedure's definition checks it; half-filled is fine in a draft. */
export const FormContent = z
  .record(PlainText.max(60), z.union([row, z.array(row).max(500)]))
  .meta({ id: 'FormContent' });

/** A case as a list shows it. */
export const CaseSummary = z
  .object({
    id: CaseId,
    procedure: z.object({ id: z.string(), version: z.number().int(), title: Bilingual }),
    applicant: Organisation,
    district: z.string(),
    workshopName: z.string().nullable(),
    phase,
    stage: StageRef.nullable(),
    holder: Holder.nullable(),
    outcome: outcome.nullable(),
    dueAt: InstantText.nullable(),
    overdue: z.boolean(),
    seq: z.number().int(),
    openedAt: InstantText,
    submittedAt: InstantText.nullable(),
    closedAt: InstantText.nullable(),
    updatedAt: InstantText,
  })
  .meta({ id: 'CaseSummary' });

export const CasePage = pageOf('CasePage', CaseSummary);

/** Which cases; without a filter all that the acting organisation may see, the most recently changed first. */
export const CaseQuery = PageQuery.extend({
  phase: phase.optional(),
  stage: PlainText.max(60).optional(),
  outcome: outcome.optional(),
  holder: z.enum(['mine', 'enterprise', 'district', 'bureau', 'panel', 'round', 'system', 'statutory']).optional(),
  district: PlainText.max(20).optional(),
  overdue: z.stringbool().optional(),
  search: PlainText.max(60).optional(),
});

export const CaseCounts = z
  .object({
    total: z.number().int(),
    overdue: z.number().int(),
    byPhase: z.record(z.string(), z.number().int()),
    byStage: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'CaseCounts', description: 'Counts over the cases that the acting organisation may see' });

/** A document as listed; its bytes are behind `documents/{id}`. */
export const DocumentView = z
  .object({
    id: z.uuid(),
    caseId: CaseId,
    type: z.string(),
    name: z.string(),
    media: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    state: z.enum(['attached', 'superseded']),
    at: InstantText,
  })
  .meta({ id: 'Document' });

export const DocumentId = z.uuid();

/** Which document is being uploaded. The name is shown to people and says nothing of what the file is. */
export const UploadQuery = z.strictObject({
  type: PlainText.min(1).max(60),
  name: PlainText.trim()
    .min(5)
    .max(120)
    .regex(/^[^\t\n\r/\\]+$/),
});

export const DefectView = z
  .object({
    id: z.string(),
    target: z.string(),
    what: z.string().nullable(),
    why: z.string().nullable(),
    how: z.string().nullable(),
  })
  .meta({
    id: 'OpenDefect',
    description: 'A fault still to be put right; its texts are gone when the person behind them was erased',
  });

const mark = z.object({ seat: z.number().int(), total: z.number(), items: z.record(z.string(), z.number()) });
export const PanelResult = z
  .object({
    marks: z.array(mark),
    trimmedMean: z.number(),
    plainMean: z.number(),
    spread: z.number(),
    passed: z.boolean(),
  })
  .meta({ id: 'PanelResult' });

/**
 * The panel by seats; nobody's name. `result` is null until all have marked and the panel is opened; until the panel is done, who has marked is
 * shown to the office in charge, to operations and to audit alone.
 */
export const PanelView = z
  .object({
    seats: z.array(z.object({ seat: z.number().int(), category: z.string(), status: z.string(), yours: z.boolean() })),
    convened: z.boolean(),
    exhausted: z.boolean(),
    minuteAwaited: z.boolean().meta({ description: 'The chair must record what was discussed about a large spread' }),
    result: PanelResult.nullable(),
  })
  .meta({ id: 'Panel' });

export const AwardView = z
  .object({
    documentNumber: z.string(),
    certificateNumber: z.string(),
    title: z.string(),
    validFrom: DateOnly,
    validUntil: DateOnly,
  })
  .meta({ id: 'Award' });

/** The whole case on one screen. `form` is what the office decides on; the applicant also gets the draft. */
export const CaseView = CaseSummary.extend({
  visit: z.number().int(),
  fileOpen: z.boolean().meta({
    description:
      'False for an expert who is only invited: whose application it is, and nothing of what was declared, until the acceptance is signed',
  }),
  form: FormContent,
  figures: z.record(z.string(), z.number()).meta({ description: 'Indicators computed from the form, unrounded' }),
  documents: z.array(DocumentView),
  draft: z
    .object({
      version: z.number().int(),
      form: FormContent,
      updatedAt: InstantText,
      by: z.enum(['you', 'colleague']).meta({ description: 'Who saved it last' }),
      hash: z
        .string()
        .meta({ description: 'The version hash that a submission of this draft and these documents has' }),
    })
    .nullable(),
  submission: z
    .object({
      draftVersion: z.number().int(),
      hash: z.string(),
      receivedAt: InstantText,
      documents: z.array(z.uuid()),
    })
    .nullable()
    .meta({
      description:
        'What the offices decide on: which version of the draft, its version hash (SHA-256 over case, procedure, form without personal sections, and documents), when it was received, which documents',
    }),
  contact: FormContent.nullable().meta({
    description:
      'Personal sections as last submitted: in full for the applicant and whoever has the case on their desk, masked for the other offices, null for everybody else',
  }),
  contactMasked: z
    .boolean()
    .meta({ description: 'Whether `GET cases/{id}/contact` shows more, and notes who has looked' }),
  correction: z.object({ defects: z.array(DefectView) }).nullable(),
  panel: PanelView.nullable(),
  desk: DeskView,
  award: AwardView.nullable(),
  ...STANDING,
}).meta({ id: 'Case' });

/** The people of an application, in full. */
export const ContactView = z.object({ contact: FormContent }).meta({ id: 'Contact' });

/** Something somebody decided, as all with access to the case may read it. */
export const EventView = z
  .object({
    id: z.string(),
    seq: z.number().int(),
    type: z.string(),
    at: InstantText,
    recordedAt: InstantText,
    actor: z.object({
      kind: z.enum(['person', 'clock', 'system']),
      organisation: Organisation.nullable(),
      role: RoleName.nullable(),
    }),
    data: z.record(z.string(), z.unknown()),
    texts: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'Opinions and the like, for those who may read them' }),
    hash: z.string(),
  })
  .meta({ id: 'Event' });

export const EventList = z.object({ items: z.array(EventView) }).meta({ id: 'EventList' });

export const EventQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(MOST_VERSIONS).default(0) });

/** What the form answers to a save: the new version, and what is still missing before it can be submitted. */
export const SavedDraft = z
  .object({
    version: z.number().int(),
    updatedAt: InstantText,
    problems: z.array(z.object({ at: z.string(), code: z.string(), message: z.string(), en: z.string() })),
  })
  .meta({ id: 'SavedDraft' });

/** A table of the form by its id. */
export const TableId = PlainText.regex(/^[A-Za-z][\w-]{0,59}$/);

/** What a workbook for a table of the form holds. Nothing of it has been saved. */
export const TableReading = z
  .object({
    rows: z.array(row).meta({ description: 'The rows without a fault, in their order' }),
    faults: z.array(
      z.object({
        row: z.number().int().nullable().meta({ description: 'As the spreadsheet shows it; null: the whole file' }),
        column: Bilingual.nullable(),
        code: z.string(),
        message: Bilingual,
        remedy: Bilingual,
      }),
    ),
  })
  .meta({ id: 'TableReading' });

/** A step that is open to the acting person now. */
export const StepView = z
  .object({
    type: z.string(),
    stage: StageRef.nullable(),
    title: Bilingual,
    payload: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the payload' }),
  })
  .meta({ id: 'Step' });

export const StepList = z.object({ seq: z.number().int(), items: z.array(StepView) }).meta({ id: 'StepList' });

export type FormContent = z.infer<typeof FormContent>;
export type CaseSummary = z.infer<typeof CaseSummary>;
export type CaseQuery = z.infer<typeof CaseQuery>;
export type CaseView = z.infer<typeof CaseView>;
export type ContactView = z.infer<typeof ContactView>;
export type CaseCounts = z.infer<typeof CaseCounts>;
export type UploadQuery = z.infer<typeof UploadQuery>;
export type DocumentView = z.infer<typeof DocumentView>;
export type PanelView = z.infer<typeof PanelView>;
export type EventView = z.infer<typeof EventView>;
export type EventQuery = z.infer<typeof EventQuery>;
export type SavedDraft = z.infer<typeof SavedDraft>;
export type TableReading = z.infer<typeof TableReading>;
export type StepView = z.infer<typeof StepView>;
export type StepList = z.infer<typeof StepList>;
