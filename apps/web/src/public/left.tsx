import { useTexts } from '../texts/texts.js';
import { remainingUntil } from './remaining.js';

const WORDS = { over: 'left.over', days: 'left.days', hours: 'left.hours' } as const;

/** How long is left, in words; near the end it stands out. */
export function Left({ until, now }: { readonly until: string; readonly now: number }) {
  const { t } = useTexts('public');
  const { say, days, hours, soon } = remainingUntil(until, now);
  return <strong className={soon ? 'left soon' : 'left'}>{t(WORDS[say], { days, hours })}</strong>;
}
