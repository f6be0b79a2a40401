import type { Text } from '@vermilion/domain';
import { dueText } from './due-text.js';
import type { Notice } from './notice.js';
import { NOTICE_TEXTS } from './notice-texts.js';

type Language = keyof Text;
type Words = Notice['words'];

/** The title and body of a notice in both languages. A sentence in square brackets stands only when all its words are known. */
export function wordingOf(
  notice: Notice,
  about: { readonly caseId: string | null; readonly dueAt: string | null },
): { title: Text; body: Text } {
  const words: Words = {
    ...notice.words,
    ...(about.caseId === null ? {} : { caseId: about.caseId }),
    ...(about.dueAt === null ? {} : { due: dueText(about.dueAt) }),
  };
  const texts = NOTICE_TEXTS[notice.kind];
  const fill = (text: Text): Text => ({ zh: filled(text.zh, words, 'zh'), en: filled(text.en, words, 'en') });
  return { title: fill(texts.title), body: fill(texts.body) };
}

function filled(text: string, words: Words, language: Language): string {
  const whole = text.replace(/\[([^\]]*)\]/g, (_, sentence: string) => (missing(sentence, words) ? '' : sentence));
  return whole.replace(/\{(\w+)\}/g, (_, name: string) => wordIn(words[name], language)).trim();
}

function missing(sentence: string, words: Words): boolean {
  return [...sentence.matchAll(/\{(\w+)\}/g)].some(([, name]) => words[name ?? ''] === undefined);
}

function wordIn(word: Words[string] | undefined, language: Language): string {
  return typeof word === 'object' ? word[language] : String(word ?? '—');
}
