import { writeWorkbook, type WrittenCell } from './writing.js';

export interface SummaryRow {
  /** Place in the district's order of recommendation, from 1. */
  readonly rank: number;
  readonly enterprise: string;
  readonly workshop: string;
  readonly creditCode: string;
  /** One for each of `figureTitles`; null is left empty. */
  readonly figures: readonly (number | null)[];
  readonly status: string;
}

export interface DistrictSummaryData {
  /** Title of the sheet: 管城回族区2018年度智能车间申报汇总表 */
  readonly title: string;
  /** Second line: who drew it up, and when. */
  readonly note: string;
  /** Titles of the figures, with their units: 设备数控化率（%） */
  readonly figureTitles: readonly string[];
  readonly rows: readonly SummaryRow[];
  /** Marked 样张: the business clock is moved by hand. */
  readonly sample: boolean;
}

/**
 * 县区汇总表: one sheet, one row per enterprise, to be printed on A4 across.
 * @returns an .xlsx; texts that a spreadsheet would take for a formula are inert; the same data give the same bytes
 * @throws RangeError when a figure is not finite, or a row has another number of figures than there are titles
 */
export function districtSummary(data: DistrictSummaryData): Promise<Buffer> {
  return Promise.resolve().then(() => written(data));
}

function written({ title, note, figureTitles, rows, sample }: DistrictSummaryData): Buffer {
  const titles = ['序号', '企业名称', '车间名称', '统一社会信用代码', ...figureTitles, '办理状态'];
  const cells = (look: WrittenCell['look'], values: readonly (string | number | null)[]) =>
    values.map((value): WrittenCell => ({ value, look: typeof value === 'number' ? 'number' : look }));
  const across = (look: WrittenCell['look'], value: string) => [{ value, look }];
  return writeWorkbook([
    {
      name: '汇总表',
      widths: [7, 36, 30, 26, ...figureTitles.map(() => 14), 16],
      rows: [
        across('title', sample ? `${title}（样张）` : title),
        across('note', sample ? `${note}　样张：业务时钟为人工设置，本表不具有任何法律效力。` : note),
        cells('head', titles),
        ...rows.map((row) => cells('text', valuesOf(row, figureTitles.length))),
      ],
      frozenRows: 3,
      spanned: [1, 2],
      footer: sample ? '样张' : '',
    },
  ]);
}

function valuesOf(row: SummaryRow, figures: number): readonly (string | number | null)[] {
  if (row.figures.length !== figures)
    throw new RangeError(`row ${row.rank} has ${row.figures.length} figures, not ${figures}`);
  return [row.rank, row.enterprise, row.workshop, row.creditCode, ...row.figures, row.status];
}
