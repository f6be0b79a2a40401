import { breakLines, type Line } from './line-breaking.js';
import { black, type Paper, type TextStyle } from './paper.js';

export interface TableColumn {
  readonly title: string;
  /** Share of the width, relative to the other columns. */
  readonly share: number;
  readonly align: 'left' | 'centre' | 'right';
}

const cellText: TextStyle = { face: 'text', size: 12, pitch: 18, spacing: 0, colour: black };
const headText: TextStyle = { ...cellText, face: 'strong' };
const padding = 4;
const thin = 0.5;

/** A table as wide as the type area; its head is repeated on every page, a row is parted only if no page can hold it. */
export function setTable(paper: Paper, columns: readonly TableColumn[], rows: readonly (readonly string[])[]): void {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (paper.area.width * share) / shares);
  const broken = (texts: readonly string[], style: TextStyle) =>
    widths.map((width, at) => cellLines(texts[at] ?? '', paper, style, width - 2 * padding));
  const head = broken(
    columns.map(({ title }) => title),
    headText,
  );
  const centred = columns.map((column) => ({ ...column, align: 'centre' as const }));
  const setHead = () => setRow(paper, centred, widths, head, headText);
  const fitting = Math.floor((paper.area.height - heightOf(head) - 2 * padding) / cellText.pitch);

  const all = rows.flatMap((row) => parted(broken(row, cellText), fitting));
  if (paper.room < heightOf(head) + heightOf(all[0] ?? [])) paper.newPage();
  setHead();
  for (const row of all) {
    if (paper.room < heightOf(row)) {
      paper.newPage();
      setHead();
    }
    setRow(paper, columns, widths, row, cellText);
  }
}

type CellLines = readonly Line[];

function cellLines(text: string, paper: Paper, style: TextStyle, width: number): CellLines {
  return text.split(/\r\n|[\n\r\u2028]/u).flatMap((part) => breakLines(part, paper.measure(style), width));
}

function heightOf(row: readonly CellLines[]): number {
  return Math.max(1, ...row.map((lines) => lines.length)) * cellText.pitch + 2 * padding;
}

/** The row in parts of at most so many lines. */
function parted(row: readonly CellLines[], lines: number): (readonly CellLines[])[] {
  const longest = Math.max(1, ...row.map((cell) => cell.length));
  const parts = Math.ceil(longest / lines);
  return Array.from({ length: parts }, (_, part) => row.map((cell) => cell.slice(part * lines, (part + 1) * lines)));
}

function setRow(
  paper: Paper,
  columns: readonly TableColumn[],
  widths: readonly number[],
  row: readonly CellLines[],
  style: TextStyle,
): void {
  const height = heightOf(row);
  let x = paper.area.left;
  widths.forEach((width, at) => {
    const lines = row[at] ?? [];
    const top = paper.y + (height - lines.length * style.pitch) / 2;
    paper.frame(x, paper.y, width, height, thin, black);
    lines.forEach(({ text, slack }, index) => {
      const shift = { left: 0, centre: slack / 2, right: slack }[columns[at]?.align ?? 'left'];
      paper.line(text, style, x + padding + shift, top + (index + 0.5) * style.pitch);
    });
    x += width;
  });
  paper.y += height;
}
