import type { Problem } from './definition.js';

/** Every fault that the checks of a form, its gates and its documents can find. Texts in both languages live in the contracts. */
export const FORM_PROBLEM_CODES = [
  'missing',
  'unknown-section',
  'unknown-field',
  'not-fields',
  'not-a-table',
  'not-a-row',
  'too-few-rows',
  'too-many-rows',
  'not-a-text',
  'bad-characters',
  'too-long',
  'not-a-number',
  'not-an-integer',
  'out-of-range',
  'too-many-decimals',
  'not-a-date',
  'not-a-choice',
  'duplicate-choice',
  'not-a-yes-or-no',
  'not-confirmed',
  'bad-credit-code',
  'not-the-applicant',
  'bad-mobile',
  'bad-email',
  'more-networked-than-present',
  'networked-without-control',
  'duplicate-sequence',
  'figure-undefined',
  'declared-differs',
  'gate-not-met',
  'unknown-document',
  'duplicate',
  'wrong-media',
  'empty',
  'too-large',
] as const;

export type FormProblemCode = (typeof FORM_PROBLEM_CODES)[number];

/** Builds a problem with one of the known codes. */
export function problem(at: string, code: FormProblemCode, params: Problem['params'] = {}): Problem {
  return { at, code, params };
}
