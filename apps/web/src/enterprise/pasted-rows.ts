import type { Field, FieldValue, Row, Section } from '@vermilion/domain';

export interface PasteFault {
  readonly row: number;
  readonly field: Field;
  readonly value: string;
}

const YES = new Set(['是', '√', 'yes', 'y', 'true', '1']);
const NO = new Set(['否', '×', 'no', 'n', 'false', '0', '']);

/**
 * Reads cells copied from a spreadsheet: rows by lines, columns by tabs, in the order of the section's fields. A first line with the names of the
 * columns is passed over. Every cell that cannot be read is named; nothing is guessed.
 */
export function pastedRows(section: Section, text: string, words: { readonly yes: string; readonly no: string }) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const titles = new Set(section.fields.flatMap(({ label }) => [label.zh, label.en]));
  const body = lines.filter((line) => !titles.has(line.split('\t')[0]?.trim() ?? ''));
  const faults: PasteFault[] = [];
  const rows = body.map((line, index) => {
    const cells = line.split('\t').map((cell) => cell.trim());
    const entries = section.fields.map((field, column) => {
      const cell = cells[column] ?? '';
      const value = valueOf(field, cell, words);
      if (value === undefined) faults.push({ row: index + 1, field, value: cell });
      return [field.id, value ?? null] as const;
    });
    return Object.fromEntries(entries) as Row;
  });
  return { rows, faults };
}

/** The value in a cell; undefined when it cannot be one. */
function valueOf(
  field: Field,
  cell: string,
  words: { readonly yes: string; readonly no: string },
): FieldValue | undefined {
  if (field.type === 'boolean') {
    const said = cell.toLowerCase();
    if (said === words.yes.toLowerCase() || YES.has(said)) return true;
    return said === words.no.toLowerCase() || NO.has(said) ? false : undefined;
  }
  if (field.type !== 'integer' && field.type !== 'decimal') return cell;
  if (cell === '') return null;
  const figure = Number(cell.replaceAll(',', ''));
  return Number.isFinite(figure) && (field.type === 'decimal' || Number.isInteger(figure)) ? figure : undefined;
}
