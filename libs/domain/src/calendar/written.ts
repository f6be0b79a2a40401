import type { Text } from '../process/text.js';
import type { DateText, Instant } from './calendar.js';
import { civilDay } from './civil-day.js';
import { addDays, compareInstants, dateOf, startOfDay, timeOf } from './instants.js';

/**
 * 2018-06-20 → 2018年6月20日: Arabic digits, year in full, no zero before month and day (GB/T 9704-2012, 7.3.5.4).
 * @throws RangeError when the text is not an existing day
 */
export function writtenDate(date: DateText): Text {
  const { year, month, day } = civilDay(date);
  return { zh: `${year}年${month}月${day}日`, en: date };
}

/** When something begins, or has happened: 2018年3月1日0时, 2018年3月1日9时05分. */
export function writtenMoment(instant: Instant): Text {
  const { zh, en } = writtenDate(dateOf(instant));
  const time = timeOf(instant);
  const [hour = '', minute = ''] = time.split(':');
  return { zh: `${zh}${Number(hour)}时${minute === '00' ? '' : `${minute}分`}`, en: `${en} ${time}` };
}

/** Before when something ends: 24时 of the last day when it is the midnight that ends it. Source: research on notices (“6月5日24时”). */
export function writtenEnd(instant: Instant): Text {
  const date = dateOf(instant);
  if (compareInstants(instant, startOfDay(date)) !== 0) return writtenMoment(instant);
  const { zh, en } = writtenDate(addDays(date, -1));
  return { zh: `${zh}24时`, en: `the end of ${en}` };
}
