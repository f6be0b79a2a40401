import type { DateText } from '@vermilion/domain';
import { breakLines, breakTitle } from './line-breaking.js';
import { black, mm, Paper, type TextStyle, type TypeArea } from './paper.js';

/** Type area of GB/T 9704-2012, 5.2: A4, 37 mm from the top, 28 mm from the left, 156 mm × 225 mm. */
const officialArea: TypeArea = { left: 28 * mm, top: 37 * mm, width: 156 * mm, height: 225 * mm };

/** 22 lines of 28 characters of size 三号 (16 points) fill the type area (GB/T 9704-2012, 5.2.3). */
const linesPerPage = 22;
const charactersPerLine = 28;
export const cell = officialArea.width / charactersPerLine;
const size3 = 16;

export const bodyText: TextStyle = {
  face: 'text',
  size: size3,
  pitch: officialArea.height / linesPerPage,
  spacing: cell - size3,
  colour: black,
};
/** 黑体 of the standard: headings of the first level, the word 附件. */
export const strongText: TextStyle = { ...bodyText, face: 'strong' };
/** 二号小标宋: the title. */
const titleText: TextStyle = { ...bodyText, face: 'heading', size: 22, pitch: 34, spacing: 0 };

/** What every paper of this form has. */
export interface OfficialData {
  readonly issuer: string;
  readonly title: string;
  readonly signedOn: DateText;
  readonly sample: boolean;
}

export function beginOfficial({ issuer, title, signedOn, sample }: OfficialData): Promise<Paper> {
  return Paper.begin({ landscape: false, area: officialArea, title, author: issuer, date: signedOn, sample });
}

/** Leaves empty lines. */
export function skipLines(paper: Paper, lines: number, style: TextStyle = bodyText): void {
  paper.y += lines * style.pitch;
}

/** A new page unless that many lines of the style still fit. */
export function keepTogether(paper: Paper, lines: number, style: TextStyle = bodyText): void {
  if (paper.room < lines * style.pitch - 1) paper.newPage();
}

/**
 * Sets paragraphs of text in lines of full width.
 * @param text paragraphs are parted by line breaks
 * @param indent empty characters before the first line: two for text, none for an addressee
 * @param tail lines that follow the text and may not stand on a page without its last two lines: a signature
 */
export function setText(paper: Paper, text: string, style: TextStyle = bodyText, indent = 2, tail = 0): void {
  const paragraphs = text.split(/\r\n|[\n\r\u2028]/u).filter((part) => part.trim() !== '');
  paragraphs.forEach((paragraph, at) => {
    const follows = at === paragraphs.length - 1 ? tail : 0;
    setParagraph(paper, paragraph, style, indent * (style.size + style.spacing), follows);
  });
}

function setParagraph(paper: Paper, text: string, style: TextStyle, indent: number, tail: number): void {
  const { left, width } = paper.area;
  const lines = breakLines(text, paper.measure(style), width, indent);
  const lastTwo = Math.max(0, lines.length - 2);
  lines.forEach((line, index) => {
    const together = index === lastTwo ? lines.length - lastTwo + tail : index === 0 ? 2 : 1;
    keepTogether(paper, together, style);
    const gaps = [...line.text].length - 1;
    const stretch = line.last || gaps < 1 ? 0 : Math.min(line.slack / gaps, style.size / 4);
    paper.line(line.text, style, left + (index === 0 ? indent : 0), paper.y + style.pitch / 2, stretch);
    paper.y += style.pitch;
  });
}

/** Sets lines beside something, from the left edge `x` down, broken at that width; knows no page. */
export function setBeside(paper: Paper, texts: readonly string[], style: TextStyle, x: number, width: number): void {
  const lines = texts.flatMap((text) => breakLines(text, paper.measure(style), width));
  for (const { text } of lines) {
    paper.line(text, style, x, paper.y + style.pitch / 2);
    paper.y += style.pitch;
  }
}

/** The style, smaller when the line would be wider than that. */
export function fitted(paper: Paper, line: string, style: TextStyle, width: number): TextStyle {
  const part = Math.min(1, width / paper.measure(style)(line));
  return { ...style, size: style.size * part, spacing: style.spacing * part };
}

/** How high a paragraph will be, in points. */
export function heightOfText(paper: Paper, text: string, style: TextStyle, indent = 2): number {
  const lines = breakLines(text, paper.measure(style), paper.area.width, indent * (style.size + style.spacing));
  return lines.length * style.pitch;
}

/** Sets a title centred, in lines that keep words whole. */
export function setTitle(paper: Paper, title: string, style: TextStyle = titleText): void {
  const lines = breakTitle(title.trim(), paper.measure(style), paper.area.width - 2 * style.size);
  keepTogether(paper, lines.length + 1, style);
  for (const line of lines) setCentred(paper, line, style);
}

/** Sets one line centred in the type area. */
export function setCentred(paper: Paper, text: string, style: TextStyle): void {
  const { left, width } = paper.area;
  paper.line(text, style, left + (width - paper.measure(style)(text)) / 2, paper.y + style.pitch / 2);
  paper.y += style.pitch;
}

/**
 * The issuing organ over the date, the date four characters from the right margin, the organ centred over it
 * (GB/T 9704-2012, 7.3.5.1, for papers to be sealed); an organ with a long name ends at the right margin.
 * Both lines stay on one page.
 */
export function setSignature(paper: Paper, organ: string, date: string): void {
  const style = fitted(paper, organ, bodyText, paper.area.width);
  const organWidth = paper.measure(style)(organ);
  const dateWidth = paper.measure(bodyText)(date);
  const right = paper.area.left + paper.area.width;
  const dateLeft = right - 4 * cell - dateWidth;
  const organLeft = Math.min(dateLeft + (dateWidth - organWidth) / 2, right - organWidth);
  keepTogether(paper, 2);
  paper.line(organ, style, organLeft, paper.y + bodyText.pitch / 2);
  paper.y += bodyText.pitch;
  paper.line(date, bodyText, dateLeft, paper.y + bodyText.pitch / 2);
  paper.y += bodyText.pitch;
}

const pageNumber: TextStyle = { ...bodyText, size: 14, spacing: 0 };

/** “— 1 —” 7 mm under the type area, odd pages to the right, even ones to the left (GB/T 9704-2012, 7.5). */
export function numberPages(paper: Paper, from = 1): void {
  const { left, top, width, height } = paper.area;
  paper.onEveryPage((page) => {
    if (page < from) return;
    const text = `— ${page} —`;
    const x = page % 2 === 1 ? left + width - cell - paper.measure(pageNumber)(text) : left + cell;
    paper.line(text, pageNumber, x, top + height + 7 * mm);
  });
}
