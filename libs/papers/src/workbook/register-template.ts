import { registerLimits, type RegisterColumn } from './register-column.js';
import { writeWorkbook, type WrittenCell, type WrittenSheet } from './writing.js';

const types = {
  text: '文本 / Text',
  date: '日期，格式为 2018-06-20 / Date as yyyy-mm-dd',
  number: '数字 / Number',
  choice: '选项 / Choice',
} as const;

type Cells = readonly (string | number | null)[];

/**
 * A register to be filled in and uploaded: the first sheet has the titles and the rows that are there already, the second explains each column.
 * @returns an .xlsx that `readRegister` reads with the same columns
 */
export function registerTemplate(columns: readonly RegisterColumn[], rows: readonly Cells[] = []): Promise<Buffer> {
  return Promise.resolve().then(() => writeWorkbook([dataSheet(columns, rows), explanation(columns)]));
}

/** `*` marks what must be filled in. */
const heading = ({ title, titleEn, required }: RegisterColumn) => `${title} / ${titleEn}${required ? ' *' : ''}`;

/** What is typed in stays as typed, so that codes keep their zeros and dates their form; figures stay figures. */
function dataSheet(columns: readonly RegisterColumn[], rows: readonly Cells[]): WrittenSheet {
  const cellOf = (value: Cells[number]): WrittenCell => ({
    value,
    look: typeof value === 'number' ? 'number' : 'text',
  });
  return {
    name: '数据',
    widths: columns.map(({ title, titleEn }) => Math.max(14, 2 * title.length + titleEn.length + 6)),
    rows: [
      columns.map((column): WrittenCell => ({ value: heading(column), look: 'head' })),
      ...rows.map((row) => row.map(cellOf)),
    ],
    blank: columns.map(({ type }) => (type === 'number' ? 'number' : 'text')),
    frozenRows: 1,
    choices: new Map(columns.flatMap(({ choices }, at) => (choices ? [[at + 1, choices] as const] : []))),
  };
}

function explanation(columns: readonly RegisterColumn[]): WrittenSheet {
  const head = ['列 / Column', '必填 / Required', '类型 / Type', '可选值 / Choices'];
  const rows = columns.map((column) => [
    `${column.title} / ${column.titleEn}`,
    column.required ? '是 / yes' : '否 / no',
    types[column.type],
    (column.choices ?? []).join('；'),
  ]);
  const { rows: most, bytes } = registerLimits;
  const size = `${bytes / 1024 / 1024} MB`;
  const rules = [
    `请在第一个工作表中从第2行起填写，不要改动标题行，不要使用公式；最多${most}行，文件不超过${size}。`,
    `Fill in the first sheet from row 2, leave the titles as they are, use no formulas; at most ${most} rows and ${size}.`,
  ];
  const cells = (look: WrittenCell['look'], values: readonly string[]) =>
    values.map((value): WrittenCell => ({ value, look }));
  return {
    name: '填写说明',
    widths: [40, 16, 40, 60],
    rows: [
      ...rules.map((rule) => cells('note', [rule])),
      cells('head', head),
      ...rows.map((row) => cells('text', row)),
    ],
    frozenRows: 0,
    spanned: [1, 2],
  };
}
