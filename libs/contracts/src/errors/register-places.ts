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
  'bad-number': place(
    '编号无效',
    'not a usable number',
    '请用字母、数字和“-”“.”“/”，3 至 60 位。',
    'Use 3 to 60 letters, digits, -, . and /.',
  ),
  'twice-in-file': place(
    '编号与第 {row} 行重复',
    'the same number as in row {row}',
    '每条记录只填一行。',
    'Give each entry one row.',
  ),
  'ends-before-start': place(
    '早于起始日期 {first}',
    'lies before its start, {first}',
    '请核对两个日期。',
    'Compare both dates.',
  ),
  'unknown-firm': place(
    '本系统没有登记这家企业',
    'no such firm is registered here',
    '请先登记该企业，再导入其称号。',
    'Have the firm registered first.',
  ),
  'kept-by-case': place(
    '此条由本系统的办件产生，不能导入覆盖',
    'this entry comes from a case of this system, and no upload replaces it',
    '请删除此行；如须更正，通过复核办理。',
    'Remove the row; what is wrong with it is for a re-examination.',
  ),
} satisfies { readonly [code: string]: PlaceTexts };
