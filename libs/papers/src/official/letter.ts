import type { DateText } from '@vermilion/domain';
import { chineseDate } from '../print/dates.js';
import {
  beginOfficial,
  bodyText,
  keepTogether,
  numberPages,
  setCentred,
  setSignature,
  setText,
  setTitle,
  skipLines,
  strongText,
} from '../print/flow.js';
import { mm, red, type Paper, type TextStyle } from '../print/paper.js';
import { setTable, type TableColumn } from '../print/table.js';

export interface LetterTable {
  readonly columns: readonly TableColumn[];
  /** As many texts in each row as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

export interface LetterSection {
  /** Without a number: headings are numbered 一、二、三、 in their order. */
  readonly heading?: string;
  readonly paragraphs: readonly string[];
  readonly table?: LetterTable;
}

export interface LetterData {
  readonly issuer: string;
  /** 发文字号, or null for a letter that has none. */
  readonly number: string | null;
  readonly title: string;
  /** Whom the letter is for, without the colon at the end. */
  readonly addressee: string;
  readonly sections: readonly LetterSection[];
  /** What the addressee can do against the decision, where and until when; empty when nothing is decided. */
  readonly remedy: readonly string[];
  readonly signedOn: DateText;
  /** Marked 样张 on every page: the business clock is moved by hand. */
  readonly sample: boolean;
}

/**
 * A notice to one addressee (告知书) in the letter form of GB/T 9704-2012, 10.1: refusal, 差一点报告, revocation.
 * @returns a PDF; the same data give the same bytes
 * @throws UnprintableCharacterError when the typeface lacks a character
 * @throws RangeError when `signedOn` is no day
 */
export async function letter(data: LetterData): Promise<Buffer> {
  const date = chineseDate(data.signedOn);
  const paper = await beginOfficial(data);
  setHead(paper, data.issuer, data.number);
  setTitle(paper, data.title);
  skipLines(paper, 1);
  setText(paper, `${data.addressee}：`, bodyText, 0);
  const remedy = data.remedy.length > 0 ? [{ heading: '救济途径', paragraphs: data.remedy }] : [];
  setSections(paper, [...data.sections, ...remedy]);
  skipLines(paper, 2);
  setSignature(paper, data.issuer, date);
  numberPages(paper, 2);
  return paper.finish();
}

/** Two blank lines, the organ, the date. */
const signatureLines = 4;

function setSections(paper: Paper, sections: readonly LetterSection[]): void {
  let headings = 0;
  for (const section of sections) {
    const { heading, paragraphs, table } = section;
    if (heading) {
      headings += 1;
      keepTogether(paper, 2);
      setText(paper, `${ordinal(headings)}、${heading}`, strongText);
    }
    const closes = section === sections.at(-1) && !table;
    paragraphs.forEach((paragraph, at) =>
      setText(paper, paragraph, bodyText, 2, closes && at === paragraphs.length - 1 ? signatureLines : 0),
    );
    if (table) {
      skipLines(paper, 0.25);
      setTable(paper, table.columns, table.rows);
      skipLines(paper, 0.5);
    }
  }
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 → 一, 10 → 十, 21 → 二十一; a letter has no hundred sections. */
function ordinal(number: number): string {
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[number % 10]}`;
}

/**
 * The head of the letter form: the organ 30 mm from the edge of the page, 4 mm under it a red double rule of 170 mm,
 * heavy above; another 20 mm from the lower edge, heavy below; the number under the first, at the right margin.
 */
function setHead(paper: Paper, issuer: string, number: string | null): void {
  const { left, width } = paper.area;
  const size = Math.min(36, width / [...issuer].length);
  const head: TextStyle = { ...bodyText, face: 'heading', size, pitch: size, spacing: 0, colour: red };
  paper.y = 30 * mm;
  setCentred(paper, issuer, head);
  paper.y += 4 * mm;
  setDoubleRule(paper, paper.y, 'heavy above');
  setDoubleRule(paper, paper.pageHeight - 20 * mm, 'heavy below');
  paper.y += (bodyText.size * 7) / 8;
  if (number !== null) {
    paper.line(number, bodyText, left + width - paper.measure(bodyText)(number), paper.y + bodyText.size / 2);
    paper.y += bodyText.size;
  }
  skipLines(paper, number === null ? 1 : 2);
}

function setDoubleRule(paper: Paper, y: number, form: 'heavy above' | 'heavy below'): void {
  const from = (paper.pageWidth - 170 * mm) / 2;
  const heavy = form === 'heavy above' ? y : y + 2.6;
  const light = form === 'heavy above' ? y + 2.6 : y;
  paper.rule([from, heavy], [from + 170 * mm, heavy], 2, red);
  paper.rule([from, light], [from + 170 * mm, light], 0.6, red);
}
