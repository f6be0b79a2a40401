import type { PlaceTexts } from './texts.js';

const place = (zh: string, en: string, toDo: string, todo: string): PlaceTexts => ({
  message: { zh, en },
  remedy: { zh: toDo, en: todo },
});

/** What an uploaded workbook, one of its columns or one of its cells can have wrong. */
export const REGISTER_PLACE_TEXTS = {
  'missing-column': place(
    '缺少此列',
    'the column is missing',
    '请使用模板的标题行。',
    'Use the titles of the template.',
  ),
  'duplicate-column': place('此列出现多次', 'the column is there twice', '请只保留一列。', 'Keep one of them.'),
  'wrong-type': place(
    '内容与本列的类型不符',
    'not what the column holds',
    '日期写作 2018-06-20；数字不带单位；代码等长数字先将单元格设为文本。',
    'Write dates as 2018-06-20, figures without a unit, and long codes in a cell formatted as text.',
  ),
  'unknown-choice': place(
    '不在可选值之内（{choices}）',
    'none of the choices ({choices})',
    '请从可选值中选择。',
    'Take one of the choices.',
  ),
  formula: place('单元格含有公式', 'the cell has a formula', '请粘贴为数值。', 'Paste it as a value.'),
  'too-many-columns': place(
    '列数过多（第 {column} 列，至多 {maxColumns} 列）',
    'too many columns (column {column}, at most {maxColumns})',
    '请删除模板以外的列。',
    'Remove the columns that the template does not have.',
  ),
  unreadable: place(
    '不是可以读取的 .xlsx 文件',
    'not a readable .xlsx file',
    '请用表格软件另存为未加密的 .xlsx 再上传。',
    'Save it as .xlsx without a password, and upload it again.',
  ),
} satisfies { readonly [code: string]: PlaceTexts };
