import { addDays, dateOf, type Text } from '@vermilion/domain';
import type { Notice } from './notice-rules.js';
import { NOTICE_TEXTS } from './notice-texts.js';

type Language = keyof Text;
type Words = Notice['words'];

/** The title and body of a notice in both languages. A sentence in square brackets stands only when all its words are known. */
export function wordingOf(
  notice: Notice,
  about: { readonly caseId: string; readonly dueAt: string | null },
): { title: Text; body: Text } {
  const words = { ...notice.words, caseId: about.caseId, ...(about.dueAt ? { due: dueText(about.dueAt) } : {}) };
  const texts = NOTICE_TEXTS[notice.kind];
  const fill = (text: Text): Text => ({ zh: filled(text.zh, words, 'zh'), en: filled(text.en, words, 'en') });
  return { title: fill(texts.title), body: fill(texts.body) };
}

/** The date of a due instant as people write it: 24时 of the last day when it is the midnight that ends it. */
function dueText(dueAt: string): Text {
  const time = dueAt.slice(11, 16);
  if (time !== '00:00') return { zh: `${dateOf(dueAt)} ${time}`, en: `${dateOf(dueAt)} ${time}` };
  const last = addDays(dateOf(dueAt), -1);
  const [year = '', month = '', day = ''] = last.split('-');
  return { zh: `${year}年${Number(month)}月${Number(day)}日24时`, en: `the end of ${last}` };
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
