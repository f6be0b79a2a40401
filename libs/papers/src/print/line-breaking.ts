/** Punctuation that may not begin a line (GB/T 15834-2011, 5.1.5 to 5.1.11). */
const noStart = new Set('、。，．：；？！）》〉」』】〕｝”’％‰℃·…—～,.:;?!)]}%');
/** Punctuation that may not end a line. */
const noEnd = new Set('（《〈「『【〔｛“‘([{¥￥№');
/** A word or figure in Latin letters stays on one line. */
const word = /[A-Za-z0-9][A-Za-z0-9.,:/_\-+%@]*[A-Za-z0-9%]|[\s\S]/gu;
/** What keeps together anyhow: a dash or an ellipsis of two characters. */
const doubled = /^[—…]$/;

export interface Line {
  readonly text: string;
  /** Left over to the right margin, in points. */
  readonly slack: number;
  /** The last line of a paragraph is not stretched. */
  readonly last: boolean;
}

/** Width of a text in points, as it will be drawn. */
export type Measure = (text: string) => number;

/**
 * Breaks one paragraph into lines of Chinese text: between any two characters, but no line begins with a closing
 * mark or ends with an opening one, and no Latin word is cut unless it is longer than a whole line.
 * @param width of a line in points; the first is shorter by `indent`
 */
export function breakLines(paragraph: string, measure: Measure, width: number, indent = 0): Line[] {
  const lines: Line[] = [];
  let line: string[] = [];
  let used = 0;
  const room = () => width - (lines.length === 0 ? indent : 0);
  const finish = (pieces: readonly string[], last: boolean) => {
    const text = pieces.join('').trimEnd();
    lines.push({ text, slack: Math.max(0, room() - measure(text)), last });
  };
  for (const piece of pieces(paragraph, measure, width)) {
    if (line.length === 0 && piece === ' ' && lines.length > 0) continue;
    const advance = measure(piece);
    if (line.length > 0 && used + advance > room() + tolerance) {
      const carried = carriedOver(line, piece);
      finish(line.slice(0, line.length - carried), false);
      line = line.slice(line.length - carried);
      used = measure(line.join(''));
    }
    line.push(piece);
    used += advance;
  }
  if (line.length > 0 || lines.length === 0) finish(line, true);
  return lines;
}

/** Rounding of widths may not push out the last character of a full line. */
const tolerance = 0.01;

/** How many pieces at the end of a full line must go to the next one together with `next`. */
function carriedOver(line: readonly string[], next: string): number {
  for (let carried = 0; carried < Math.min(line.length - 1, 6); carried += 1) {
    const before = line[line.length - 1 - carried] ?? '';
    const after = carried === 0 ? next : (line[line.length - carried] ?? '');
    if (!noStart.has(after) && !noEnd.has(before) && !(doubled.test(before) && before === after)) return carried;
  }
  return 0;
}

/** Characters and Latin words; a word that no line can hold is given up into its characters. */
function pieces(paragraph: string, measure: Measure, width: number): string[] {
  const found = paragraph.replace(/\s+/gu, ' ').trim().match(word) ?? [];
  return found.flatMap((piece) => (measure(piece) > width ? [...piece] : [piece]));
}

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/**
 * Breaks a title into as few lines as fit, about equally long, never within a word (GB/T 9704-2012, 7.3.1: 词意完整，
 * 排列对称，长短适宜).
 */
export function breakTitle(title: string, measure: Measure, width: number): string[] {
  const parts = glued([...words.segment(title)].map(({ segment }) => segment));
  const whole = measure(title);
  const fewest = Math.ceil(whole / width);
  for (const count of [fewest, fewest + 1, fewest + 2]) {
    for (let limit = whole / count; limit <= width; limit += width / 50) {
      const lines = fill(parts, measure, limit);
      if (lines.length <= count && lines.every((line) => measure(line) <= width)) return lines;
    }
  }
  return breakLines(title, measure, width).map(({ text }) => text);
}

/** Joins marks to the words they belong to. */
function glued(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const previous = joined.at(-1);
    const bound = noStart.has(part) || part === '的' || (previous && noEnd.has(previous.at(-1) ?? ''));
    if (previous !== undefined && bound) joined[joined.length - 1] = previous + part;
    else joined.push(part);
  }
  return joined;
}

function fill(parts: readonly string[], measure: Measure, limit: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = (lines.at(-1) ?? '') + part;
    if (lines.length > 0 && measure(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
