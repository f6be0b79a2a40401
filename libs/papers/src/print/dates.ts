import { writtenDate, type DateText } from '@vermilion/domain';

/** A date as papers, which are Chinese alone, write it. @throws RangeError when the text is not an existing day */
export function chineseDate(date: DateText): string {
  return writtenDate(date).zh;
}
