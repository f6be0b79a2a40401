import type { Language } from '../texts/texts.js';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

function partsOf(milliseconds: number): Parts {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(milliseconds);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as unknown as Parts;
}

/** An instant as offices write it. The end of a day is 24时 of that day, not 0时 of the next. */
export function instantText(instant: string, language: Language): string {
  const at = Date.parse(instant);
  const found = partsOf(at);
  const midnight = found.hour === '00' && found.minute === '00';
  const { year, month, day } = midnight ? partsOf(at - 1) : found;
  const time = midnight ? '24:00' : `${found.hour}:${found.minute}`;
  const chinese = midnight ? '24时' : `${found.hour}:${found.minute}`;
  return language === 'zh'
    ? `${year}年${Number(month)}月${Number(day)}日 ${chinese}`
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${time}`;
}

/** A calendar date, `2018-04-01`, as people write it. */
export function dateText(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return language === 'zh' ? `${year}年${Number(month)}月${Number(day)}日` : date;
}

/** How long until an instant, in whole days and hours; negative when it has passed. */
export function timeLeft(
  instant: string,
  now: number,
): { readonly days: number; readonly hours: number; readonly over: boolean } {
  const left = Math.abs(Date.parse(instant) - now);
  return {
    days: Math.floor(left / DAY_MS),
    hours: Math.floor((left % DAY_MS) / 3_600_000),
    over: Date.parse(instant) <= now,
  };
}
