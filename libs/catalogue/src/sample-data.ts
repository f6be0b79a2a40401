import { CONFLICT_TYPES } from '@vermilion/domain';
import { z } from 'zod';
import { once } from './once.js';
import data from './data/sample-data.json' with { type: 'json' };
import { date } from './text-schema.js';

const creditCode = z.string().length(18);

const change = z.object({
  before: z.number().nullable(),
  after: z.number().nullable(),
  unit: z.string(),
  notApplicable: z.boolean().default(false),
  reason: z.string().nullable().default(null),
});

const equipment = z.object({
  seq: z.int(),
  name: z.string(),
  qty: z.int(),
  numericallyControlled: z.boolean(),
  networkedQty: z.int(),
  unitPriceWan: z.number(),
  totalWan: z.number(),
  invoiceNo: z.string(),
});

const declaration = z.object({
  year: z.int(),
  workshopName: z.string(),
  manufacturingType: z.enum(['离散型', '流程型']),
  commissioned: date,
  softwareWan: z.number(),
  systems: z.array(z.string()),
  equipment: z.array(equipment),
  declaredIndicators: z.object({ ncRate: z.number(), networkRate: z.number() }),
  rawIndicators: z.object({
    efficiency: change,
    unitCost: change,
    rdCycle: change,
    defectRate: change,
    energy: change,
  }),
  computed: z.object({ ncRate: z.number(), networkRate: z.number() }),
  cmmm: z.object({ level: z.int(), score: z.number(), kind: z.enum(['自评', '评估']) }),
});

const enterprise = z.object({
  id: z.string(),
  fictional: z.literal(true),
  name: z.string(),
  displayName: z.string(),
  usci: creditCode,
  district: z.object({ name: z.string(), internalCode: z.string() }),
  industry: z.object({ code: z.string(), name: z.string() }),
  scale: z.enum(['大型', '中型', '小型', '微型']),
  employees: z.int(),
  revenueWan: z.number(),
  taxWan: z.number(),
  legalRepresentative: z.string(),
  contact: z.object({ name: z.string(), mobile: z.string(), email: z.email() }),
  address: z.string(),
  /** Missing for an enterprise that already holds the title and only comes up for re-examination. */
  declaration: declaration.optional(),
  /** The titled workshop of an enterprise without a declaration. */
  workshopName: z.string().optional(),
  credit: z.object({
    grade: z.enum(['none', 'minor', 'general', 'severe']),
    what: z.string().nullable(),
    source: z.string(),
    from: date.nullable(),
    until: date.nullable(),
  }),
  scenario: z.string(),
  expectedOutcome: z.string(),
  scenarioNote: z.string(),
  defects: z.array(z.object({ document: z.string(), what: z.string(), fix: z.string() })).default([]),
});

const conflict = z.object({
  enterpriseId: z.string(),
  usci: creditCode,
  type: z.enum(CONFLICT_TYPES),
  until: date.nullable(),
  mustRecuse: z.boolean(),
});

const expert = z.object({
  id: z.string(),
  fictional: z.literal(true),
  name: z.string(),
  category: z.enum(['技术', '财务', '管理']),
  employerGroup: z.string(),
  employerUsci: creditCode.nullable(),
  poolStatus: z.string(),
  email: z.email(),
  conflicts: z.array(conflict),
});

const seatMarks = z.object({
  seat: z.int(),
  total: z.number(),
  items: z.record(z.string(), z.number()),
  category: z.string(),
  /** On every item marked below the share of its weight that needs no comment. */
  comments: z.record(z.string(), z.string()).default({}),
});

const sample = z.object({
  notice: z.string(),
  thresholds: z.object({ ncRate: z.number(), networkRate: z.number() }),
  usciVectors: z.object({
    valid: z.array(z.string()),
    invalid: z.array(z.object({ code: z.string(), why: z.string() })),
  }),
  rateEdgeCases: z.array(
    z.object({ total: z.int(), nc: z.int(), ncRate: z.number(), threshold: z.number(), meets: z.boolean() }),
  ),
  enterprises: z.array(enterprise),
  experts: z.array(expert),
  panels: z.array(
    z.object({
      enterpriseId: z.string(),
      scores: z.array(z.number()),
      trimmedMean: z.number(),
      plainMean: z.number(),
    }),
  ),
  roundPanels: z.array(
    z.object({
      enterpriseId: z.string(),
      seats: z.array(seatMarks),
      trimmedMean: z.number(),
      plainMean: z.number(),
      rank: z.int().nullable(),
      result: z.string(),
    }),
  ),
  round: z.object({
    programme: z.string(),
    year: z.int(),
    opens: z.string(),
    closes: z.string(),
    recommendBy: z.string(),
    quota: z.int(),
    districtCap: z.int(),
    tieBreak: z.array(z.string()),
    titleYears: z.int(),
    notice: z.object({ days: z.int(), unit: z.string(), startDayCounts: z.boolean() }),
  }),
  existingAwards: z.array(
    z.object({
      awardNo: z.string(),
      enterpriseId: z.string(),
      workshopName: z.string(),
      awardedOn: date,
      validUntil: date,
      status: z.string(),
    }),
  ),
  eligibleExperts: z.record(z.string(), z.array(z.string())),
  admissiblePanels: z.record(z.string(), z.int()),
});

/** Fictional enterprises, experts and vectors. No person and no firm in it exists. */
export type SampleData = z.infer<typeof sample>;
export type SampleEnterprise = z.infer<typeof enterprise>;

/** The sample data, checked. All of it is fictional (虚构): credit codes carry FAKE bodies that are never issued, addresses end in `.invalid`. */
export const sampleData: () => SampleData = once(() => sample.parse(data));
