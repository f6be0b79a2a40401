const WIDE = /[\u2e80-\u9fff\uff00-\uffef]/;
/** How wide a letter is, in parts of the size of the font. */
const LETTER = 0.56;

/** About how wide a text is, in parts of the size of the font: a Chinese character is as wide as high. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 1 : LETTER), 0);
}

/** Breaks a text into lines for drawings, which do not break by themselves; what does not fit into the last line is cut. */
export function linesOf(text: string, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\u2e80-\u9fff\uff00-\uffef\s]+\s*/gu) ?? []) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  if (line !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`];
}
