import { isDate, type DateText } from '@vermilion/domain';

/**
 * 2018-06-20 → 2018年6月20日: Arabic digits, year in full, no zero before month and day (GB/T 9704-2012, 7.3.5.4).
 * @throws RangeError when the text is not an existing day
 */
export function chineseDate(date: DateText): string {
  if (!isDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
