import { fill, PLACE_TEXTS, type TableReading } from '@vermilion/contracts';
import {
  checkForm,
  type Field,
  type FieldValue,
  type FormProblemCode,
  type Row,
  type Section,
} from '@vermilion/domain';
import type { RegisterColumn, RegisterProblem, RegisterReading, RegisterRow } from '@vermilion/papers';

const YES = '是';
const NO = '否';

/** A table of a form as the columns of a workbook, in the order and with the words of the form. */
export function columnsOf(section: Section): readonly RegisterColumn[] {
  return section.fields.map((field) => ({
    key: field.id,
    title: titleOf(field, 'zh'),
    titleEn: titleOf(field, 'en'),
    type: TYPES[field.type] ?? 'text',
    required: field.required,
    ...choicesOf(field),
  }));
}

const TYPES: { readonly [type in Field['type']]?: RegisterColumn['type'] } = {
  integer: 'number',
  decimal: 'number',
  date: 'date',
  choice: 'choice',
  boolean: 'choice',
};

function titleOf({ label, unit }: Field, language: 'zh' | 'en'): string {
  if (!unit) return label[language];
  return language === 'zh' ? `${label.zh}（${unit.zh}）` : `${label.en} (${unit.en})`;
}

function choicesOf({ type, choices }: Field): { readonly choices?: readonly string[] } {
  if (type === 'boolean') return { choices: [YES, NO] };
  return type === 'choice' && choices ? { choices: choices.map(({ label }) => label.zh) } : {};
}

/** A row of the form as the cells of a workbook. */
export function cellsOf(section: Section, row: Row): readonly (string | number | null)[] {
  return section.fields.map(({ id, type, choices }) => {
    const value = row[id];
    if (typeof value === 'boolean') return value ? YES : NO;
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return null;
    return type === 'choice' ? (choices?.find((choice) => choice.id === value)?.label.zh ?? value) : value;
  });
}

function rowOf(section: Section, { values }: RegisterRow): Row {
  return Object.fromEntries(section.fields.map((field) => [field.id, valueOf(field, values[field.id] ?? null)]));
}

function valueOf({ type, choices }: Field, cell: string | number | null): FieldValue {
  if (type === 'boolean') return cell === null ? null : cell === YES;
  return type === 'choice' ? (choices?.find(({ label }) => label.zh === cell)?.id ?? null) : cell;
}

/** What was read, checked by the rules of the form: the sound rows, and what is wrong with every other cell, where the spreadsheet shows it. */
export function tableReading(section: Section, { rows, problems }: RegisterReading): TableReading {
  const read = rows.map((row) => rowOf(section, row));
  const faults = [...problems.map(faultOf), ...ruleFaults(section, read, rows)];
  const faulty = new Set(faults.map(({ row }) => row));
  return {
    rows: read.filter((_, at) => !faulty.has(rows[at]?.row ?? null)) as TableReading['rows'],
    faults: faults.sort((one, other) => (one.row ?? 0) - (other.row ?? 0)),
  };
}

type TableFault = TableReading['faults'][number];

function faultOf({ row, column, code, params }: RegisterProblem): TableFault {
  const { message, remedy } = PLACE_TEXTS[code];
  return {
    row,
    column: column === null ? null : { zh: column, en: column },
    code,
    message: fill(message, params),
    remedy,
  };
}

const PLACE = /\[(\d+)\](?:\.(.+))?$/;

function ruleFaults(section: Section, read: readonly Row[], rows: readonly RegisterRow[]): TableFault[] {
  const table = section.table && { ...section.table, minRows: 0 };
  return checkForm({ sections: [{ ...section, table }] }, { [section.id]: read }).map(({ at, code, params }) => {
    const [, index, id] = PLACE.exec(at) ?? [];
    const field = section.fields.find((one) => one.id === id);
    const { message, remedy } = PLACE_TEXTS[code as FormProblemCode];
    const first = params['firstRow'];
    const firstRow = typeof first === 'number' ? (rows[first - 1]?.row ?? first) : null;
    return {
      row: index === undefined ? null : (rows[Number(index)]?.row ?? null),
      column: field ? { zh: titleOf(field, 'zh'), en: titleOf(field, 'en') } : null,
      code,
      message: fill(message, { ...params, firstRow }),
      remedy,
    };
  });
}
