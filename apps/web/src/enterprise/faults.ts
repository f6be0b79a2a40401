import { fill, PLACE_TEXTS, type PlaceProblem, type ProgrammeView } from '@vermilion/contracts';
import {
  checkDocuments,
  checkForm,
  checkGates,
  type DocumentRef,
  type Form,
  type FormProblemCode,
} from '@vermilion/domain';
import { documentsOf, formOf, gatesOf } from '../kit/fields.js';

/** What the rules would refuse now, at its place, in both languages. */
export type Fault = Pick<PlaceProblem, 'at' | 'code'> & {
  readonly message: { readonly zh: string; readonly en: string };
  readonly remedy: { readonly zh: string; readonly en: string };
};

/** All that stands between this form with these documents and its submission: by the rules, and in the words, of the server. */
export function faultsOf(programme: ProgrammeView, form: Form, documents: readonly DocumentRef[]): readonly Fault[] {
  const problems = [
    ...checkForm(formOf(programme), form),
    ...checkGates(gatesOf(programme), form),
    ...checkDocuments(documentsOf(programme), documents),
  ];
  return problems.map(({ at, code, params }) => {
    const { message, remedy } = PLACE_TEXTS[code as FormProblemCode];
    return { at, code, message: fill(message, params), remedy };
  });
}

/** The part of the form in which a place lies: the id of a section, or the documents. */
export const DOCUMENTS = 'attachments';

export function partOf(at: string): string {
  return at.startsWith('document:') ? DOCUMENTS : (/^[\w-]+/.exec(at)?.[0] ?? at);
}

export interface Open {
  /** Not filled in, or not attached. */
  readonly missing: number;
  /** Filled in, and not as it must be. */
  readonly wrong: number;
}

const MISSING: ReadonlySet<string> = new Set([
  'missing',
  'too-few-rows',
  'figure-undefined',
] satisfies FormProblemCode[]);

/** How much of each part is still missing or wrong. */
export function openIn(faults: readonly Fault[], part: string): Open {
  const there = faults.filter(({ at }) => partOf(at) === part);
  const missing = there.filter(({ code }) => MISSING.has(code)).length;
  return { missing, wrong: there.length - missing };
}
