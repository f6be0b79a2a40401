import { checkCreditCode, normaliseCreditCode } from '@vermilion/domain';
import type { RegisterName } from './columns.js';

/** A row of a workbook that could be read, by the keys of the columns. */
export interface ImportRow {
  readonly row: number;
  readonly values: { readonly [key: string]: string | number | null };
}

/** What is wrong with a row. `column` is a key. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly code:
    'bad-credit-code' | 'bad-number' | 'twice-in-file' | 'ends-before-start' | 'unknown-firm' | 'kept-by-case';
  readonly params: { readonly [name: string]: string | number };
}

/** How an entry of each register is named, and which of its days may not lie before which. */
const SHAPES: {
  readonly [name in RegisterName]: { readonly key: string; readonly order: readonly [string, string][] };
} = {
  credit: {
    key: 'record',
    order: [
      ['from', 'until'],
      ['from', 'repairedOn'],
    ],
  },
  titles: { key: 'certificateNumber', order: [['awardedOn', 'validUntil']] },
  bars: { key: 'bar', order: [['from', 'until']] },
};

/** Numbers of entries stand in cursors, lists and waivers: letters, digits, and what cannot be taken for a separator. */
const NUMBER = /^[A-Za-z0-9][\w./-]{2,59}$/;

/** The text of a cell; empty where there is none. */
export function textIn({ values }: ImportRow, key: string): string {
  return String(values[key] ?? '').trim();
}

/** The number of an entry. */
export function keyIn(name: RegisterName, row: ImportRow): string {
  return textIn(row, SHAPES[name].key);
}

/** The firm of an entry. */
export function firmIn(row: ImportRow): string {
  return `enterprise:${normaliseCreditCode(textIn(row, 'creditCode'))}`;
}

/** Everything in the rows that can be judged without the registers. */
export function rowFaults(name: RegisterName, rows: readonly ImportRow[]): RowFault[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const number = keyIn(name, row);
    const first = seen.get(number);
    seen.set(number, first ?? row.row);
    return [
      ...(NUMBER.test(number) ? [] : [fault(row, SHAPES[name].key, 'bad-number')]),
      ...(first === undefined ? [] : [fault(row, SHAPES[name].key, 'twice-in-file', { row: first })]),
      ...codeFault(row),
      ...SHAPES[name].order.flatMap(([start, end]) => orderFault(row, start, end)),
    ];
  });
}

function codeFault(row: ImportRow): RowFault[] {
  const why = checkCreditCode(normaliseCreditCode(textIn(row, 'creditCode')));
  return why === null ? [] : [fault(row, 'creditCode', 'bad-credit-code', { why })];
}

function orderFault(row: ImportRow, start: string, end: string): RowFault[] {
  const [first, last] = [textIn(row, start), textIn(row, end)];
  return last !== '' && last < first ? [fault(row, end, 'ends-before-start', { first })] : [];
}

/** A fault of a row at one of its columns. */
export function fault(
  row: ImportRow,
  column: string,
  code: RowFault['code'],
  params: RowFault['params'] = {},
): RowFault {
  return { row: row.row, column, code, params };
}
