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

/** Made once: it costs more than all that it formats on a page. */
const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(milliseconds: number): Parts {
  const parts = format.formatToParts(milliseconds);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as unknown as Parts;
}

/** An instant as offices write it. The end of a day is 24时 of that day, not 0时 of the next. */
export function instantText(instant: string, language: Language): string {
  return `${dateText(dayOf(instant), language)} ${timeText(instant, language)}`;
}

/** The calendar day of an instant, `2018-04-01`. Its very end belongs to it. */
export function dayOf(instant: string): string {
  const at = Date.parse(instant);
  const found = partsOf(at);
  const { year, month, day } = isMidnight(found) ? partsOf(at - 1) : found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The time of day of an instant. */
export function timeText(instant: string, language: Language): string {
  const found = partsOf(Date.parse(instant));
  if (isMidnight(found)) return language === 'zh' ? '24时' : '24:00';
  return `${found.hour}:${found.minute}`;
}

function isMidnight({ hour, minute }: Parts): boolean {
  return hour === '00' && minute === '00';
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

/** The time of the day to the second, of a moment on this device. */
export function clockText(milliseconds: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'medium', hourCycle: 'h23' }).format(
    milliseconds,
  );
}
