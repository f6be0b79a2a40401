import { LAPSE_RULES, type Field, type FormDefinition, type Limit, type Procedure } from '@vermilion/domain';
import { z } from 'zod';
import { text } from './text-schema.js';

const id = z.string().regex(/^[A-Za-z][\w-]*$/);

const fieldShape = z.strictObject({
  id,
  type: z.enum([
    'text',
    'integer',
    'decimal',
    'date',
    'choice',
    'choices',
    'boolean',
    'credit-code',
    'mobile',
    'email',
  ]),
  label: text,
  required: z.boolean(),
  unit: text.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(6).optional(),
  maxLength: z.int().min(1).max(4000).optional(),
  choices: z.array(z.strictObject({ id, label: text })).optional(),
  requiredWhen: z.strictObject({ field: id, is: z.union([z.string(), z.boolean()]) }).optional(),
  mustBeTrue: z.boolean().optional(),
}) satisfies z.ZodType<Field>;

type FieldRule = (field: Field, siblings: readonly Field[]) => string | null;

/** What a field needs to make sense. */
const FIELD_RULES: readonly FieldRule[] = [
  ({ type, choices }) =>
    ['choice', 'choices'].includes(type) === (choices !== undefined)
      ? null
      : 'choices belong to a choice, and a choice needs them',
  ({ min = -Infinity, max = Infinity }) => (min > max ? 'min is above max' : null),
  ({ type, decimals }) =>
    type === 'decimal' && decimals === undefined ? 'a decimal says how many decimals it takes' : null,
  ({ requiredWhen }, siblings) =>
    !requiredWhen || siblings.some(({ id: sibling }) => sibling === requiredWhen.field)
      ? null
      : `requiredWhen names ${requiredWhen.field}, which does not exist`,
  (field, siblings) => (siblings.filter(({ id: sibling }) => sibling === field.id).length > 1 ? 'stands twice' : null),
];

const section = z
  .strictObject({
    id,
    label: text,
    fields: z.array(fieldShape).min(1),
    table: z.strictObject({ minRows: z.int().min(0), maxRows: z.int().min(1) }).nullable(),
    personal: z.boolean(),
  })
  .superRefine(({ fields }, context) => {
    for (const [index, field] of fields.entries()) {
      for (const message of FIELD_RULES.map((rule) => rule(field, fields)).filter((fault) => fault !== null)) {
        context.addIssue({ code: 'custom', path: ['fields', index], message: `${field.id}: ${message}` });
      }
    }
  });

const form = z.strictObject({ sections: z.array(section).min(1) }) satisfies z.ZodType<FormDefinition>;

const documentType = z.strictObject({
  id,
  title: text,
  required: z.boolean(),
  secondary: z.boolean(),
  media: z.array(z.enum(['application/pdf', 'image/jpeg', 'image/png'])).min(1),
  maxBytes: z.int().positive(),
});

const gate = z.strictObject({
  id,
  title: text,
  compute: z.enum(['numericallyControlledRate@1', 'networkRate@1']),
  declaredAt: z.string(),
  atLeastPercent: z.number().min(0).max(100),
  source: z.string().min(1),
});

const office = z.discriminatedUnion('body', [
  z.strictObject({ body: z.literal('district'), office: z.enum(['industry', 'finance']) }),
  z.strictObject({ body: z.literal('bureau'), bureau: z.string(), role: z.enum(['officer', 'leader']) }),
]);

const limit = z.strictObject({
  amount: z.int().positive(),
  unit: z.enum(['working-day', 'natural-day']),
  startDayCounts: z.boolean(),
  remindBefore: z.int().min(0).nullable(),
  onLapse: z.enum(LAPSE_RULES),
  basis: z.string().min(1),
}) satisfies z.ZodType<Limit>;

const extension = z.strictObject({ most: z.int().positive(), approver: office }).optional();
const frame = { id, title: text, limit: limit.nullable(), office, extension };
const grounds = z.array(id);
const category = z.enum(['technical', 'finance', 'management']);

const rubric = z.strictObject({
  items: z.array(z.strictObject({ id, name: text, weight: z.number().positive() })).min(1),
  step: z.number().positive(),
  commentBelow: z.number().min(0).max(1),
  passMark: z.number().min(0).max(100),
  aggregate: z.literal('trimmedMean@1'),
});

const stage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('review'),
    ...frame,
    verb: z.enum(['accept', 'pass', 'recommend']),
    countersign: office.nullable(),
    correction: z
      .strictObject({ rounds: z.int().positive(), limit, permittedBy: office.optional(), unanswered: id.optional() })
      .nullable(),
    refusalGrounds: grounds,
    onRefusal: id.optional(),
    sendsBackTo: id.optional(),
    next: id,
  }),
  z.strictObject({
    kind: z.literal('panel'),
    ...frame,
    strata: z.array(z.strictObject({ category, seats: z.int().positive() })).min(1),
    invitation: limit,
    declineReasons: z.array(z.strictObject({ id, recuses: z.boolean() })).min(1),
    voidReasons: z.array(id).min(1).optional(),
    rubric,
    minuteAbove: z.number().positive().optional(),
    quorum: z.int().min(3).optional(),
    next: id,
  }),
  z.strictObject({
    kind: z.literal('sign-off'),
    ...frame,
    refusalGrounds: grounds,
    decidedBy: z.literal('round').optional(),
    revokes: z.strictObject({ barYears: z.record(id, z.int().min(0)) }).optional(),
    next: id,
  }),
  z.strictObject({ kind: z.literal('gathering'), ...frame, next: id }),
  z.strictObject({ kind: z.literal('ranking'), ...frame, next: id }),
  z.strictObject({
    kind: z.literal('notice'),
    ...frame,
    objection: z.strictObject({
      verifier: office,
      verification: limit,
      appeal: limit,
      secondInstance: z.strictObject({ office, limit }),
    }),
    refusalGrounds: grounds,
    next: id,
  }),
  z.strictObject({
    kind: z.literal('award'),
    ...frame,
    documentPrefix: z.string().regex(/^[\u4e00-\u9fa5]{2,12}$/),
    certificatePrefix: z.string().regex(/^[A-Z]{2,8}$/),
    titleYears: z.int().positive(),
    decidedBy: z.literal('round').optional(),
    renews: z.boolean().optional(),
  }),
]);

const rung = z.strictObject({
  id: z.enum(['lead', 'co-responsible', 'supervision']),
  afterWorkingDays: z.int().min(0),
});

/** The shape of a procedure file. What its parts mean together is checked by the domain's `checkProcedure`. */
export const procedure = z.strictObject({
  id,
  version: z.int().positive(),
  title: text,
  obligation: z.string(),
  form,
  documents: z.array(documentType),
  gates: z.array(gate),
  stages: z.array(stage).min(1),
  ladder: z.array(rung),
  applicantAt: z.string().min(1).nullable(),
  withdrawUntil: id,
  round: z
    .strictObject({
      office,
      leader: office,
      recommender: office,
      stages: z.strictObject({
        recommendation: id,
        gathering: id,
        ranking: id,
        proposal: id,
        notice: id,
        award: id,
      }),
      tieBreak: z.array(id),
      notice: limit,
      noticePrefix: z.string().min(2),
    })
    .optional(),
  credit: z
    .strictObject({ severe: z.literal('veto'), general: z.literal('blocks'), waivedBy: office, suspension: limit })
    .optional(),
  titledAt: z.string().min(1).optional(),
  deferral: z.strictObject({ mostWorkingDays: z.int().positive() }).optional(),
  appeal: z.strictObject({ window: limit, office, limit }).optional(),
  reexamines: z
    .strictObject({ of: id, opensBefore: z.int().positive(), declaration: limit, openedBy: office })
    .optional(),
}) satisfies z.ZodType<Procedure>;
