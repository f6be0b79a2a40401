import { addDays, dateOf, type Text } from '@vermilion/domain';

/** The date of a due instant as people write it: 24时 of the last day when it is the midnight that ends it. */
export function dueText(dueAt: string): Text {
  const time = dueAt.slice(11, 16);
  if (time !== '00:00') return { zh: `${dateOf(dueAt)} ${time}`, en: `${dateOf(dueAt)} ${time}` };
  const last = addDays(dateOf(dueAt), -1);
  const [year = '', month = '', day = ''] = last.split('-');
  return { zh: `${year}年${Number(month)}月${Number(day)}日24时`, en: `the end of ${last}` };
}
