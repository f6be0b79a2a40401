import { addDays, isDate, type DateText } from '@vermilion/domain';
import { restored } from './inert.js';
import type { RegisterColumn } from './register-column.js';
import type { ReadCell } from './sheet-rows.js';

export type CellProblem = 'formula' | 'wrong-type' | 'unknown-choice';
export type CellValue = string | number;
type Reading = { readonly value: CellValue } | { readonly problem: CellProblem };

const wrongType: Reading = { problem: 'wrong-type' };
const plainFigure = /^[+-]?\d+(\.\d+)?$/;

/** Reads a cell as what its column holds; dates come as `yyyy-mm-dd`. */
export function readCell(cell: ReadCell, column: RegisterColumn, from1904: boolean): Reading {
  if (cell.formula) return { problem: 'formula' };
  if (cell.kind === 'other') return wrongType;
  if (column.type === 'date') return readDate(cell, from1904);
  if (column.type === 'number') return readFigure(cell);
  const text = readText(cell);
  if (text === null) return wrongType;
  if (column.type === 'choice' && !column.choices?.includes(text)) return { problem: 'unknown-choice' };
  return { value: text };
}

/** Spreadsheets keep 15 digits of a figure: a longer code that was typed as a figure has lost its end. */
const exactDigits = 15;

function readText({ kind, content }: ReadCell): string | null {
  const text = restored(content.trim());
  if (kind === 'text') return text;
  return kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= exactDigits
    ? text
    : null;
}

function readFigure({ kind, content }: ReadCell): Reading {
  const text = restored(content.trim());
  const figure = Number(text);
  const written = kind === 'number' || (kind === 'text' && plainFigure.test(text));
  return written && Number.isFinite(figure) ? { value: figure } : wrongType;
}

function readDate({ kind, content }: ReadCell, from1904: boolean): Reading {
  const text = content.trim();
  if (kind === 'number') {
    const date = dateOfSerial(Number(text), from1904);
    return date === null ? wrongType : { value: date };
  }
  const day = kind === 'date' ? text.slice(0, 10) : text;
  return isDate(day) ? { value: day } : wrongType;
}

/** 9999-12-31 in the count from 1900. */
const lastSerial = 2_958_465;
/** 29 February 1900, which the count from 1900 has and the calendar has not. */
const noDay = 60;

/**
 * The date of a day counted by a spreadsheet (ECMA-376 Part 1, 18.17.4.1): 1 is 1900-01-01, or 0 is 1904-01-01. The
 * part of the day is left out. The count knows no time zone, and this needs none.
 * @returns null when the figure is no day
 */
export function dateOfSerial(serial: number, from1904: boolean): DateText | null {
  const day = Math.floor(serial);
  if (!(day >= (from1904 ? 0 : 1) && day <= lastSerial - (from1904 ? 1462 : 0))) return null;
  if (from1904) return addDays('1904-01-01', day);
  if (day === noDay) return null;
  return addDays(day < noDay ? '1899-12-31' : '1899-12-30', day);
}
