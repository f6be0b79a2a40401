import type { Text } from '@vermilion/domain';
import words from './data/basis-words.json' with { type: 'json' };

const english: { readonly [basis: string]: string } = words;

/** The source of a limit in both languages. One that nobody has translated stays as it stands in its source. */
export function basisWords(basis: string): Text {
  return { zh: basis.replace(/^轮次通知：.*$/, '轮次通知'), en: english[basis] ?? basis };
}
