import type { Form, FormDefinition } from '../form/definition.js';

/** What stands where a word of an erased person stood, on every page, paper and answer. */
export const ERASED = '已依法删除';

/** What is read in place of an erased secret, whichever of its words is asked for. */
export const ERASED_WORDS: { readonly [word: string]: string } = {
  opinion: ERASED,
  appeal: ERASED,
  name: ERASED,
  address: ERASED,
  phone: ERASED,
  facts: ERASED,
};

/** Whether this stands in place of something that was erased. */
export function isErased(words: { readonly [word: string]: unknown } | null): boolean {
  return words === ERASED_WORDS;
}

/**
 * On what ground somebody's data are erased. Source: 个人信息保护法 (2021) 第四十七条: the purpose is fulfilled, the period is over, consent is withdrawn,
 * or what was done with them was unlawful.
 */
export const ERASURE_GROUNDS = ['purpose-fulfilled', 'period-over', 'consent-withdrawn', 'unlawful'] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

/**
 * Under whose keys the words of a subject lie: of a firm, the people of its applications; of a person, their opinions and what they wrote to
 * colleagues; of an objection, who objected. Experts are none: who they are, the draw must be able to prove.
 */
export function keysOf(subject: string): readonly string[] {
  const [kind = '', name = ''] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)];
  return kind === 'person' ? [subject, `desk:${name}`] : [subject];
}

/** The personal sections of a form once they are erased: so it stands in each field of words. */
export function erasedSections({ sections }: FormDefinition): Form {
  const personal = sections.filter((section) => section.personal && section.table === null);
  const words = new Set(['text', 'mobile', 'email']);
  return Object.fromEntries(
    personal.map(({ id, fields }) => [
      id,
      Object.fromEntries(fields.filter(({ type }) => words.has(type)).map((field) => [field.id, ERASED])),
    ]),
  );
}
