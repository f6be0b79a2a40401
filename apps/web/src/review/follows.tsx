import { useTexts } from '../texts/texts.js';
import type { Consequence } from './consequences.js';

/** What follows from a step, as a sentence: where the case goes, and how long the next office has. */
export function Follows({ follows }: { readonly follows: Consequence }) {
  const { t, read } = useTexts('review');
  return <>{t(follows.key, { ...follows.values, next: read(follows.next) })}</>;
}
