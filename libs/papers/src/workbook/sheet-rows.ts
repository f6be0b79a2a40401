import { UnreadableWorkbookError, type Archive } from './archive.js';
import { columnOf } from './cell-text.js';
import { readPart, TextRuns, type Attributes, type PartHandler } from './parts.js';
import { registerLimits } from './register-column.js';

export interface ReadCell {
  readonly kind: 'text' | 'number' | 'date' | 'other';
  /** As stored: a figure or a date is still text. */
  readonly content: string;
  readonly formula: boolean;
}

export interface ReadRow {
  /** As the spreadsheet shows it, from 1. */
  readonly number: number;
  /** By column, from 1; empty cells are left out. */
  readonly cells: ReadonlyMap<number, ReadCell>;
}

/** Types of cells in the file; booleans and errors are nothing that a register holds. */
const kinds: Readonly<Record<string, ReadCell['kind']>> = {
  n: 'number',
  s: 'text',
  str: 'text',
  inlineStr: 'text',
  d: 'date',
  b: 'other',
  e: 'other',
};

/**
 * Reads a sheet row by row; rows and cells without content are left out. Nothing is evaluated.
 * @throws UnreadableWorkbookError `too-many-rows`, `too-many-columns` as soon as the limits are exceeded
 */
export async function readRows(
  archive: Archive,
  path: string,
  sharedTexts: readonly string[],
  onRow: (row: ReadRow) => void,
): Promise<void> {
  await readPart(archive, path, new SheetReader(sharedTexts, onRow));
}

class SheetReader implements PartHandler {
  private row = 0;
  private column = 0;
  private type = 'n';
  private value = '';
  private inValue = false;
  private formula = false;
  private filledRows = 0;
  private cells = new Map<number, ReadCell>();
  private readonly runs = new TextRuns();

  constructor(
    private readonly sharedTexts: readonly string[],
    private readonly onRow: (row: ReadRow) => void,
  ) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'v') this.inValue = true;
    else if (name === 'f') this.formula = true;
    else this.runs.open(name);
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else this.runs.text(text);
  }

  close(name: string): void {
    if (name === 'row') this.endRow();
    else if (name === 'c') this.endCell();
    else if (name === 'v') this.inValue = false;
    else this.runs.close(name);
  }

  private beginRow({ r }: Attributes): void {
    this.row = r === undefined ? this.row + 1 : Number(r);
    this.column = 0;
    this.cells = new Map();
  }

  private beginCell({ r, t = 'n' }: Attributes): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r);
    this.type = t;
    this.value = '';
    this.formula = false;
  }

  private endCell(): void {
    const inline = this.runs.take();
    const content = this.type === 's' ? this.sharedText() : this.type === 'inlineStr' ? inline : this.value;
    if (content.trim() === '' && !this.formula) return;
    if (this.column > registerLimits.columns)
      throw new UnreadableWorkbookError('too-many-columns', `column ${this.column}`, {
        column: this.column,
        maxColumns: registerLimits.columns,
      });
    this.cells.set(this.column, { kind: kinds[this.type] ?? 'other', content, formula: this.formula });
  }

  private sharedText(): string {
    if (this.value === '') return '';
    const text = this.sharedTexts[Number(this.value)];
    if (text === undefined) throw new UnreadableWorkbookError('unreadable', `no shared text ${this.value}`);
    return text;
  }

  private endRow(): void {
    if (this.cells.size === 0) return;
    this.filledRows += 1;
    // One more for the titles.
    if (this.filledRows > registerLimits.rows + 1)
      throw new UnreadableWorkbookError('too-many-rows', `row ${this.row}`, {
        rows: this.filledRows - 1,
        maxRows: registerLimits.rows,
      });
    this.onRow({ number: this.row, cells: this.cells });
  }
}
