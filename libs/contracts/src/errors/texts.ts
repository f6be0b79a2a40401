import { isDate, writtenDate, writtenEnd, writtenMoment, type Text } from '@vermilion/domain';

/** How an error reads: Chinese first. `{name}` in a detail is filled from the parameters of the case at hand. @see fill */
export interface ErrorTexts {
  readonly status: number;
  readonly title: Text;
  readonly detail: Text;
  /** How to put it right. */
  readonly remedy: Text;
}

/** What one place of an input has wrong, and how to put it right. */
export interface PlaceTexts {
  readonly message: Text;
  readonly remedy: Text;
}

export type Params = { readonly [name: string]: string | number | boolean | null };

/** What a text is filled with. A date or an instant is given as the machine has it. */
export interface Words {
  readonly [name: string]: Text | string | number | boolean | null | undefined;
}

/**
 * The text in both languages with every `{name}` replaced by its word: dates and instants as people write them, `{name:end}` as the instant
 * before which something ends. A part in square brackets stands only when all its words are known; anywhere else a word that is not known
 * stays visible as `—`.
 */
export function fill(template: Text, words: Words): Text {
  return { zh: filled(template.zh, words, 'zh'), en: filled(template.en, words, 'en') };
}

const PLACE = /\{(\w+)(:end)?\}/g;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function filled(template: string, words: Words, language: keyof Text): string {
  const whole = template.replace(/\[([^\]]*)\]/g, (_, part: string) => (isKnown(part, words) ? part : ''));
  return whole
    .replace(PLACE, (_, name: string, end: string | undefined) => written(words[name], end !== undefined)[language])
    .trim();
}

function isKnown(part: string, words: Words): boolean {
  return [...part.matchAll(PLACE)].every(([, name]) => !isMissing(words[name ?? '']));
}

function isMissing(word: Words[string]): word is null | undefined | '' {
  return word === undefined || word === null || word === '';
}

function written(word: Words[string], ends: boolean): Text {
  if (typeof word === 'object' && word !== null) return word;
  const text = isMissing(word) ? '—' : String(word);
  if (INSTANT.test(text)) return ends ? writtenEnd(text) : writtenMoment(text);
  return isDate(text) ? writtenDate(text) : { zh: text, en: text };
}
