import type { Field, FieldValue, Row, Section } from '@vermilion/domain';

export interface PasteFault {
  readonly row: number;
  readonly field: Field;
  readonly value: string;
}

const YES = new Set(['是', '√', 'yes', 'y', 'true', '1']);
const NO = new Set(['否', '×', 'no', 'n', 'false', '0', '']);

interface Words {
  readonly yes: string;
  readonly no: string;
}

/**
 * Reads cells copied from a spreadsheet: rows by lines, columns by tabs, in the order of the section's fields. A first line with the names of the
 * columns is passed over. Every cell that cannot be read is named; nothing is guessed.
 */
export function pastedRows(section: Section, text: string, words: Words) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const titles = new Set(section.fields.flatMap(({ label }) => [label.zh, label.en]));
  const body = lines.filter((line, index) => index > 0 || !titles.has(line.split('\t')[0]?.trim() ?? ''));
  const faults: PasteFault[] = [];
  const rows = body.map((line, index): Row => {
    const cells = line.split('\t').map((cell) => cell.trim());
    const entries = section.fields.map((field, column) => {
      const cell = cells[column] ?? '';
      const value = valueOf(field, cell, words);
      if (value === undefined) faults.push({ row: index + 1, field, value: cell });
      return [field.id, value ?? null] as const;
    });
    return Object.fromEntries(entries);
  });
  return { rows, faults };
}

/** The value in a cell; undefined when it cannot be one. */
function valueOf({ type }: Field, cell: string, words: Words): FieldValue | undefined {
  if (type === 'boolean') return answerOf(cell.toLowerCase(), words);
  return type === 'integer' || type === 'decimal' ? figureOf(cell, type) : cell;
}

function answerOf(said: string, { yes, no }: Words): boolean | undefined {
  if (said === yes.toLowerCase() || YES.has(said)) return true;
  return said === no.toLowerCase() || NO.has(said) ? false : undefined;
}

function figureOf(cell: string, type: 'integer' | 'decimal'): number | null | undefined {
  if (cell === '') return null;
  const figure = Number(cell.replaceAll(',', ''));
  return Number.isFinite(figure) && (type === 'decimal' || Number.isInteger(figure)) ? figure : undefined;
}
