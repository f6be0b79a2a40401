import type { ProblemBody } from '@vermilion/contracts';
import type { Language } from '../texts/texts.js';

/** What is wrong with the fields of a form, by their names: the fault and how to put it right. */
export type Faults = { readonly [field: string]: string };

/** What the server has refused, put beside the fields it is about. `within`: where they stand in what was sent, `paper.` */
export function faultsIn({ problems }: ProblemBody, within: string, language: Language): Faults {
  const faults: Record<string, string> = {};
  for (const { at, message, en, remedy } of problems) {
    if (!at.startsWith(within)) continue;
    const field = at.slice(within.length).split('.')[0] ?? '';
    faults[field] ??= language === 'en' ? `${sentence(en)} ${remedy.en}` : `${message}。${remedy.zh}`;
  }
  return faults;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The names of required fields that are still empty, in the order of the form. */
export function emptyIn(form: HTMLFormElement): readonly string[] {
  return [...form.elements].flatMap((element) =>
    (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) &&
    (element.validity.valueMissing || (element.required && element.value.trim() === ''))
      ? [element.name]
      : [],
  );
}

/** Leads to the first field at fault, in the order of the form. */
export function goToFirst(form: HTMLFormElement, faults: Faults): void {
  const first = [...form.elements].find(
    (element) => element.getAttribute('name') !== null && (element.getAttribute('name') ?? '') in faults,
  );
  if (first instanceof HTMLElement) first.focus();
}
