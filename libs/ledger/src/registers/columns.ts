import type { ProcedureBook } from '@vermilion/catalogue';
import type { Person } from '@vermilion/domain';

/** The registers that are kept by uploaded workbooks. */
export const REGISTERS = ['credit', 'titles', 'bars'] as const;
export type RegisterName = (typeof REGISTERS)[number];

/** A column of a register's workbook. */
export interface RegisterField {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  readonly type: 'text' | 'date' | 'choice';
  readonly required: boolean;
  readonly choices?: readonly string[];
}

/** 严重、一般、轻微. Source: 《信用修复管理办法》, three grades. */
export const GRADES: { readonly [zh: string]: 'severe' | 'general' | 'minor' } = {
  严重: 'severe',
  一般: 'general',
  轻微: 'minor',
};

const field = (key: string, title: string, titleEn: string, type: RegisterField['type'] = 'text', required = true) => ({
  key,
  title,
  titleEn,
  type,
  required,
});
const creditCode = field('creditCode', '统一社会信用代码', 'Credit code');
const sourced = [field('source', '信息来源', 'Source'), field('asOf', '查询日期', 'As of', 'date')];

const FIELDS: { readonly [name in RegisterName]: (book: ProcedureBook) => readonly RegisterField[] } = {
  credit: () => [
    field('record', '记录编号', 'Record number'),
    creditCode,
    { ...field('grade', '失信等级', 'Grade', 'choice'), choices: Object.keys(GRADES) },
    field('what', '失信事由', 'Matter'),
    ...sourced,
    field('from', '起始日期', 'From', 'date'),
    field('until', '截止日期', 'Until', 'date', false),
    field('repairedOn', '修复日期', 'Repaired on', 'date', false),
  ],
  titles: (book) => [
    field('certificateNumber', '证书编号', 'Certificate number'),
    creditCode,
    { ...field('programme', '称号', 'Title', 'choice'), choices: [...titlesGiven(book).keys()] },
    field('thing', '认定对象', 'What is titled'),
    field('awardedOn', '认定日期', 'Awarded on', 'date'),
    field('validUntil', '有效期至', 'Valid until', 'date'),
    field('documentNumber', '文号', 'Document number', 'text', false),
    ...sourced,
  ],
  bars: () => [
    field('bar', '记录编号', 'Record number'),
    creditCode,
    field('ground', '事由', 'Ground'),
    ...sourced,
    field('from', '起始日期', 'From', 'date'),
    field('until', '截止日期', 'Until', 'date'),
  ],
};

/** The columns of a register's workbook. */
export function registerFields(name: RegisterName, book: ProcedureBook): readonly RegisterField[] {
  return FIELDS[name](book);
}

/** The procedures that give titles, by their Chinese name: a register is written by people. */
export function titlesGiven(book: ProcedureBook): ReadonlyMap<string, string> {
  return new Map(
    [...book.values()]
      .filter(({ stages, reexamines }) => !reexamines && stages.some(({ kind }) => kind === 'award'))
      .map(({ id, title }) => [title.zh, id]),
  );
}

/** The officers of the bureau whose leader waives credit records keep the registers. */
export function keepsRegisters(book: ProcedureBook, { organisation, role }: Person): boolean {
  const bureaus = [...book.values()].flatMap(({ credit }) =>
    credit?.waivedBy.body === 'bureau' ? [`bureau:${credit.waivedBy.bureau}`] : [],
  );
  return role === 'officer' && bureaus.includes(organisation);
}
