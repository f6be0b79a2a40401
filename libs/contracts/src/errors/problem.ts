import { z } from 'zod';
import type { Refusal } from '@vermilion/domain';
import { Bilingual } from '../http/words.js';
import { textsOf, placeTextsOf, type ErrorCode } from './catalogue.js';
import { fill, type Params } from './texts.js';

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One thing wrong with the input: where, which code, why, and how to put it right. */
export const PlaceProblem = z
  .object({
    at: z.string(),
    code: z.string(),
    message: z.string().meta({ description: 'Chinese' }),
    en: z.string(),
    remedy: Bilingual,
    params,
  })
  .meta({ id: 'PlaceProblem' });

/** RFC 9457 problem. `code` is stable; `title` and `detail` are Chinese, `en` holds the same in English. */
export const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    clause: z.string().nullable().meta({ description: 'The rule behind it' }),
    params,
    problems: z.array(PlaceProblem),
    remedy: z.string(),
    en: z.object({ title: z.string(), detail: z.string(), remedy: z.string() }),
    traceId: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

export type ProblemBody = z.infer<typeof ProblemBody>;
export type PlaceProblem = z.infer<typeof PlaceProblem>;

interface Particulars {
  readonly params?: Params;
  readonly clause?: string | null;
  readonly problems?: readonly { readonly at: string; readonly code: string; readonly params: Params }[];
}

/** Builds the body of a problem from its code and figures; every text comes from the catalogue. */
export function problemOf(code: ErrorCode, particulars: Particulars = {}): ProblemBody {
  const texts = textsOf(code);
  const given = particulars.params ?? {};
  const title = fill(texts.title, given);
  const detail = fill(texts.detail, given);
  return {
    type: `urn:vermilion:problem:${code}`,
    title: title.zh,
    status: texts.status,
    detail: detail.zh,
    code,
    clause: particulars.clause ?? null,
    params: given,
    problems: (particulars.problems ?? []).map(placeOf),
    remedy: texts.remedy.zh,
    en: { title: title.en, detail: detail.en, remedy: texts.remedy.en },
  };
}

/** The body for a refusal of the domain. */
export function problemOfRefusal(refusal: Refusal): ProblemBody {
  return problemOf(refusal.code, refusal);
}

function placeOf(problem: { readonly at: string; readonly code: string; readonly params: Params }): PlaceProblem {
  const texts = placeTextsOf(problem.code);
  const message = fill(texts.message, problem.params);
  return {
    at: problem.at,
    code: problem.code,
    message: message.zh,
    en: message.en,
    remedy: texts.remedy,
    params: problem.params,
  };
}
