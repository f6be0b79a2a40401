import type { Calendar } from '@vermilion/domain';
import { z } from 'zod';
import { once } from './once.js';
import bureauData from './data/bureaus.json' with { type: 'json' };
import calendarData from './data/calendar.json' with { type: 'json' };
import districtData from './data/districts.json' with { type: 'json' };
import obligationData from './data/obligations.json' with { type: 'json' };
import reasonData from './data/reasons.json' with { type: 'json' };
import { date, text } from './text-schema.js';

const target = z.strictObject({
  by: date.nullable(),
  metric: z.string(),
  unit: z.string(),
  value: z.number(),
  valueMax: z.number().optional(),
  valueText: z.string().optional(),
  comparator: z.string(),
  cumulative: z.boolean(),
  quote: z.string(),
  pastAtIssue: z.boolean().optional(),
  baselineYear: z.int().optional(),
  recurrence: z.string().optional(),
  byInferred: z.boolean().optional(),
});

const obligation = z.strictObject({
  id: z.string(),
  plan: z.string(),
  planTitle: z.string(),
  section: z.string(),
  title: z.string(),
  kind: z.string(),
  targets: z.array(target),
  deadlines: z.array(
    z.strictObject({ date, what: z.string(), quote: z.string(), pastAtIssue: z.boolean().optional() }),
  ),
  leadBureau: z.string().nullable(),
  leadBureauId: z.string().nullable(),
  coBureaus: z.array(z.string()),
  coBureauIds: z.array(z.string()),
  measures: z.array(z.string()),
  sourceLine: z.int(),
  endLine: z.int(),
  responsibleLine: z.int().optional(),
  responsibleOpenEnded: z.boolean().optional(),
  recurrenceText: z.string().optional(),
  rollup: z.boolean().optional(),
  note: z.string().optional(),
  thresholds: z.array(z.unknown()).optional(),
  obligedParties: z.array(z.unknown()).optional(),
});

const bureau = z.strictObject({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  successor: z.string(),
  firstLine: z.int(),
  leads: z.int(),
  co: z.int(),
  note: z.string().optional(),
  aliasOf: z.string().optional(),
});

const district = z.strictObject({
  internalCode: z.string(),
  gb2260: z.string().nullable(),
  statCode: z.string().nullable(),
  kind: z.enum(['district', 'county', 'city', 'zone']),
  name: text,
  offices: z.strictObject({ industry: text, finance: text }),
});

const calendarFile = z.strictObject({
  version: z.int().positive(),
  generatedFrom: z.string(),
  years: z.array(z.strictObject({ year: z.int(), number: z.string().nullable(), page: z.string().nullable() })),
  days: z.array(z.strictObject({ date, kind: z.enum(['holiday', 'make-up']), name: z.string() })),
});

const reason = z.strictObject({ id: z.string(), text });

/** An obligation of 郑政文〔2017〕146号 with its bureaus; lines refer to the policy text. */
export type Obligation = z.infer<typeof obligation>;
export type Bureau = z.infer<typeof bureau>;
/** A review unit: a county, city or district by its GB/T 2260 code, or a zone that has none. `internalCode` names it everywhere. */
export type District = z.infer<typeof district>;
/** Why somebody refuses or declines; the id stands in procedures and events, the text on screens. */
export type Reason = z.infer<typeof reason>;

/** The 64 obligations of the policy. */
export function obligations(): readonly Obligation[] {
  return z.array(obligation).parse(obligationData);
}

/** The responsible organisations of the policy as named in 2017, and the supervising office. */
export function bureaus(): readonly Bureau[] {
  return z.array(bureau).parse(bureauData);
}

/** The 16 review units of the city, with the names of their receiving and finance offices. */
export function districts(): readonly District[] {
  return z.array(district).parse(districtData);
}

/** The texts of all grounds of refusal and reasons for declining that procedures name. */
export function reasons(): readonly Reason[] {
  return z.array(reason).parse(reasonData);
}

/** The working-day calendar to start with: holidays and make-up days of all published years. */
export const seedCalendar: () => Calendar = once(() => {
  const { version, years, days } = calendarFile.parse(calendarData);
  return {
    version,
    publishedYears: years.map(({ year }) => year),
    days: Object.fromEntries(days.map(({ date: day, kind, name }) => [day, { kind, name }])),
  };
});

/** Where each published year of the calendar comes from: the notice's number or page where known, otherwise the data set. */
export function calendarSources(): readonly { readonly year: number; readonly source: string }[] {
  const { generatedFrom, years } = calendarFile.parse(calendarData);
  return years.map(({ year, number, page }) => ({
    year,
    source: [number, page, generatedFrom].filter((part) => part !== null).join(' · '),
  }));
}
