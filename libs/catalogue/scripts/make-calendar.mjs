// Writes src/data/calendar.json from the npm package chinese-days. Run by hand when the package knows another year:
//   node libs/catalogue/scripts/make-calendar.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { holidays, workdays, inLieuDays } = require('chinese-days/dist/chinese-days.json');
const { version } = require('chinese-days/package.json');

/**
 * The notice of 国务院办公厅 behind each year: its number where it could be checked against the text of the notice, and its page as the
 * package names it. For 2004 and 2005 the package names none.
 * @type {Record<number, { number?: string, page?: string }>}
 */
const notices = {
  2004: {},
  2005: {},
  2006: { page: 'http://www.gov.cn/jrzg/2005-12/22/content_133837.htm' },
  2007: { page: 'http://www.gov.cn/fwxx/sh/2006-12/18/content_471877.htm' },
  2008: { page: 'http://www.gov.cn/zwgk/2007-12/18/content_837184.htm' },
  2009: { page: 'http://www.gov.cn/zwgk/2008-12/10/content_1174014.htm' },
  2010: { page: 'http://www.gov.cn/zwgk/2009-12/08/content_1482691.htm' },
  2011: { page: 'http://www.gov.cn/zwgk/2010-12/10/content_1762643.htm' },
  2012: { page: 'http://www.gov.cn/zwgk/2011-12/06/content_2012097.htm' },
  2013: { page: 'http://www.gov.cn/zwgk/2012-12/10/content_2286598.htm' },
  2014: { page: 'http://www.gov.cn/zwgk/2013-12/11/content_2546204.htm' },
  2015: { page: 'http://www.gov.cn/zhengce/content/2014-12/16/content_9302.htm' },
  2016: { page: 'http://www.gov.cn/zhengce/content/2015-12/10/content_10394.htm' },
  2017: { number: '国办发明电〔2016〕17号', page: 'http://www.gov.cn/zhengce/content/2016-12/01/content_5141603.htm' },
  2018: { number: '国办发明电〔2017〕12号', page: 'http://www.gov.cn/zhengce/content/2017-11/30/content_5243579.htm' },
  2019: { number: '国办发明电〔2018〕15号', page: 'http://www.gov.cn/xinwen/2018-12/06/content_5346287.htm' },
  2020: { page: 'http://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm' },
  2021: { page: 'http://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm' },
  2022: { page: 'http://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm' },
  2023: { page: 'http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm' },
  2024: { page: 'https://www.gov.cn/zhengce/content/202310/content_6911527.htm' },
  2025: {
    number: '国办发明电〔2024〕12号',
    page: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  },
  2026: {
    number: '国办发明电〔2025〕7号',
    page: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
  },
};

/**
 * @param {Record<string, string>} days `YYYY-MM-DD` -> `New Year's Day,元旦,1`
 * @param {'holiday' | 'make-up'} kind
 */
const entries = (days, kind) =>
  Object.entries(days).map(([date, text]) => ({ date, kind, name: text.split(',')[1] ?? text }));

const days = [...entries(holidays, 'holiday'), ...entries(workdays, 'make-up')].sort((a, b) =>
  a.date.localeCompare(b.date),
);

const years = [...new Set(days.map((day) => Number(day.date.slice(0, 4))))].map((year) => {
  const notice = notices[year];
  if (!notice) throw new Error(`name the notice behind ${year} in this script`);
  return { year, number: notice.number ?? null, page: notice.page ?? null };
});
const doubled = days.filter((day, index) => days[index + 1]?.date === day.date);
const strayInLieu = Object.keys(inLieuDays).filter((date) => !(date in holidays));
if (doubled.length > 0 || strayInLieu.length > 0) {
  throw new Error(`days contradict each other: ${JSON.stringify({ doubled, strayInLieu })}`);
}

const calendar = { version: 1, generatedFrom: `chinese-days ${version}`, years, days };
writeFileSync(new URL('../src/data/calendar.json', import.meta.url), `${JSON.stringify(calendar, null, 1)}\n`);
console.log(`${days.length} special days in ${years.length} years`);
