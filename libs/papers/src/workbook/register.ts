import { Archive, UnreadableWorkbookError } from './archive.js';
import { readCell, type CellProblem, type CellValue } from './cell-value.js';
import { readWorkbookParts } from './parts.js';
import type { RegisterColumn } from './register-column.js';
import { readRows, type ReadCell, type ReadRow } from './sheet-rows.js';

/** What is wrong with an upload, and where. */
export interface RegisterProblem {
  /** As the spreadsheet shows it, from 1; null when the file as a whole is meant. */
  readonly row: number | null;
  /** Chinese title of the column, or what stands in its place; null when the row or file is meant. */
  readonly column: string | null;
  readonly code:
    | CellProblem
    | 'missing-column'
    | 'duplicate-column'
    | 'missing'
    | 'too-many-rows'
    | 'too-many-columns'
    | 'too-large'
    | 'unreadable';
  /** What the texts of the code (contracts) are filled with. */
  readonly params: Readonly<Record<string, string | number>>;
}

export interface RegisterRow {
  readonly row: number;
  /** By the keys of the columns; null where an optional cell is empty. */
  readonly values: Readonly<Record<string, CellValue | null>>;
}

export interface RegisterReading {
  /** The rows without any problem, in their order. */
  readonly rows: readonly RegisterRow[];
  /** At most `problemLimit`; whoever puts these right learns of the others next time. */
  readonly problems: readonly RegisterProblem[];
}

const problemLimit = 1000;

/** The titles stand in one of the first rows that hold anything. */
const rowsSearched = 5;

/**
 * Reads the first sheet of an uploaded .xlsx: ≤ 5 MB, ≤ 20,000 rows, ≤ 50 columns, ≤ 100 MB unpacked. A title may be
 * Chinese, English, or both; other columns are left alone. No formula is evaluated: a cell with one is a problem.
 * Never throws because of what was uploaded.
 */
export async function readRegister(bytes: Uint8Array, columns: readonly RegisterColumn[]): Promise<RegisterReading> {
  try {
    const archive = await Archive.open(bytes);
    const { firstSheet, sharedTexts, from1904 } = await readWorkbookParts(archive);
    const register = new Register(columns, from1904);
    await readRows(archive, firstSheet, sharedTexts, (row) => register.take(row));
    return register.finish();
  } catch (failure) {
    // Whatever the readers of archives and markup stumble over, the file is not what it should be.
    const { code, params } =
      failure instanceof UnreadableWorkbookError ? failure : ({ code: 'unreadable', params: {} } as const);
    return { rows: [], problems: [{ row: null, column: null, code, params }] };
  }
}

/** Titles are the same whether or not they are parted by strokes or blanks, or marked by a star. */
const plain = (title: string) => title.toLowerCase().replace(/[\s/／*＊]+/gu, '');

type PlaceReading = { readonly value: CellValue | null } | { readonly problem: RegisterProblem['code'] };

class Register {
  /** By their place in the sheet; undefined until the titles are found. */
  private places: Map<number, RegisterColumn> | undefined;
  private titles: ReadRow | undefined;
  private searched = 0;
  private broken = false;
  private readonly rows: RegisterRow[] = [];
  private readonly problems: RegisterProblem[] = [];

  constructor(
    private readonly columns: readonly RegisterColumn[],
    private readonly from1904: boolean,
  ) {}

  take(row: ReadRow): void {
    if (this.broken) return;
    if (this.places) this.takeValues(row, this.places);
    else this.seekTitles(row);
  }

  finish(): RegisterReading {
    if (!this.places && !this.broken) this.lack(this.columns, null);
    return { rows: this.broken ? [] : this.rows, problems: this.problems };
  }

  private seekTitles(row: ReadRow): void {
    this.searched += 1;
    const found = [...row.cells].flatMap(([place, { content, formula }]) => {
      const column = formula ? undefined : this.columnTitled(content);
      return column ? [[place, column] as const] : [];
    });
    if (found.length === 0) {
      if (this.searched >= rowsSearched) this.lack(this.columns, null);
      return;
    }
    this.places = new Map(found);
    this.titles = row;
    const present = found.map(([, column]) => column);
    const twice = this.columns.filter((column) => present.filter((one) => one === column).length > 1);
    for (const { title } of twice) this.report(row.number, title, 'duplicate-column');
    if (twice.length > 0) this.broken = true;
    this.lack(
      this.columns.filter((column) => column.required && !present.includes(column)),
      row.number,
    );
  }

  private columnTitled(content: string): RegisterColumn | undefined {
    const title = plain(content);
    return this.columns.find((column) =>
      [column.title, column.titleEn, column.title + column.titleEn].map(plain).includes(title),
    );
  }

  private lack(columns: readonly RegisterColumn[], row: number | null): void {
    for (const { title } of columns) this.report(row, title, 'missing-column');
    if (columns.length > 0) this.broken = true;
  }

  private takeValues(row: ReadRow, places: ReadonlyMap<number, RegisterColumn>): void {
    const values: Record<string, CellValue | null> = Object.fromEntries(this.columns.map(({ key }) => [key, null]));
    let sound = !this.hasStrayFormula(row, places);
    for (const [place, column] of places) {
      const reading = this.readPlace(row.cells.get(place), column);
      if ('value' in reading) values[column.key] = reading.value;
      else {
        this.report(row.number, column.title, reading.problem);
        sound = false;
      }
    }
    if (sound) this.rows.push({ row: row.number, values });
  }

  private readPlace(cell: ReadCell | undefined, column: RegisterColumn): PlaceReading {
    if (cell) return readCell(cell, column, this.from1904);
    return column.required ? { problem: 'missing' } : { value: null };
  }

  /** A formula in a column that nobody asked for. */
  private hasStrayFormula({ number, cells }: ReadRow, places: ReadonlyMap<number, RegisterColumn>): boolean {
    const stray = [...cells].filter(([place, { formula }]) => formula && !places.has(place));
    for (const [place] of stray) this.report(number, this.titles?.cells.get(place)?.content ?? null, 'formula');
    return stray.length > 0;
  }

  private report(row: number | null, column: string | null, code: RegisterProblem['code']): void {
    if (this.problems.length >= problemLimit) return;
    const choices = this.columns.find(({ title }) => title === column)?.choices ?? [];
    const params: RegisterProblem['params'] = code === 'unknown-choice' ? { choices: choices.join('、') } : {};
    this.problems.push({ row, column, code, params });
  }
}
