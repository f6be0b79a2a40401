import type { DateText } from '@vermilion/domain';
import { chineseDate } from '../print/dates.js';
import {
  beginOfficial,
  bodyText,
  cell,
  keepTogether,
  numberPages,
  setBeside,
  setCentred,
  setSignature,
  setText,
  setTitle,
  skipLines,
  strongText,
} from '../print/flow.js';
import { black, mm, red, type Paper, type TextStyle } from '../print/paper.js';
import { setTable, type TableColumn } from '../print/table.js';

/** One recognised workshop; the order of the entries is the order of the list. */
export interface AwardEntry {
  readonly enterprise: string;
  readonly workshop: string;
  readonly district: string;
}

export interface AwardLetterData {
  /** The organ in whose name the paper is issued: 郑州市工业和信息化委员会 */
  readonly issuer: string;
  /** 发文字号: 郑工信〔2018〕12号 */
  readonly documentNumber: string;
  readonly title: string;
  /** 主送机关, without the colon at the end. */
  readonly recipients: string;
  /** The text, paragraph by paragraph: basis, procedure, what is decided, what is expected. */
  readonly paragraphs: readonly string[];
  /** Title of the list that is the appendix. */
  readonly listTitle: string;
  readonly entries: readonly AwardEntry[];
  readonly signedOn: DateText;
  /** Marked 样张 on every page: the business clock is moved by hand. */
  readonly sample: boolean;
  /** Where anybody can check the document; printed as text and as a QR code. */
  readonly verifyUrl?: string;
}

const listColumns: readonly TableColumn[] = [
  { title: '序号', share: 8, align: 'centre' },
  { title: '企业名称', share: 38, align: 'left' },
  { title: '车间名称', share: 33, align: 'left' },
  { title: '县区', share: 21, align: 'centre' },
];

/**
 * 认定文件 in the form of a 红头文件 (GB/T 9704-2012): head, title, addressees, text, signature, list as appendix.
 * @returns a PDF; the same data give the same bytes
 * @throws UnprintableCharacterError when the typeface lacks a character
 * @throws RangeError when `signedOn` is no day
 */
export async function awardLetter(data: AwardLetterData): Promise<Buffer> {
  const date = chineseDate(data.signedOn);
  const paper = await beginOfficial(data);
  setHead(paper, data.issuer, data.documentNumber);
  setTitle(paper, data.title);
  skipLines(paper, 1);
  setText(paper, `${data.recipients}：`, bodyText, 0);
  // A blank line, the appendix, two blank lines and the signature follow.
  data.paragraphs.forEach((paragraph, at) =>
    setText(paper, paragraph, bodyText, 2, at === data.paragraphs.length - 1 ? 6 : 0),
  );
  skipLines(paper, 1);
  setText(paper, `附件：${data.listTitle}`);
  skipLines(paper, 2);
  setSignature(paper, data.issuer, date);
  setList(paper, data);
  if (data.verifyUrl) setVerification(paper, data.verifyUrl);
  numberPages(paper);
  return paper.finish();
}

/** 35 mm under the upper edge of the type area; two lines; the number; 4 mm; a red rule as wide as the type area (7.2). */
function setHead(paper: Paper, issuer: string, documentNumber: string): void {
  const { left, width } = paper.area;
  const text = `${issuer}文件`;
  // Smaller than 22 mm × 15 mm (the example of the standard), as wide as the type area allows, with air between.
  const size = Math.min(42, width / [...text].length / 1.02);
  const head: TextStyle = { ...bodyText, face: 'heading', size, pitch: size, spacing: 0, colour: red };
  paper.y += 35 * mm;
  setCentred(paper, text, head);
  skipLines(paper, 2);
  setCentred(paper, documentNumber, bodyText);
  paper.y += 4 * mm - (bodyText.pitch - bodyText.size) / 2;
  paper.rule([left, paper.y], [left + width, paper.y], 1.4, red);
  skipLines(paper, 2);
}

/** The appendix on a page of its own: 附件 on the first line, its title on the third (7.3.4, 7.3.7). */
function setList(paper: Paper, { listTitle, entries }: AwardLetterData): void {
  paper.newPage();
  setText(paper, '附件', strongText, 0);
  skipLines(paper, 1);
  setTitle(paper, listTitle);
  skipLines(paper, 0.5);
  const rows = entries.map(({ enterprise, workshop, district }, at) => [`${at + 1}`, enterprise, workshop, district]);
  setTable(paper, listColumns, rows);
}

const small: TextStyle = { ...bodyText, size: 10.5, pitch: 17, spacing: 0 };
const codeSize = 20 * mm;

/** Where to check the paper, between two rules at the foot of the last page, where the standard has the 版记. */
function setVerification(paper: Paper, url: string): void {
  const height = codeSize + 5 * mm;
  keepTogether(paper, Math.ceil(height / bodyText.pitch) + 1);
  const { left, top, width, height: full } = paper.area;
  const upper = top + full - height;
  for (const y of [upper, top + full]) paper.rule([left, y], [left + width, y], 0.35 * mm, black);
  paper.qr(url, left + cell, upper + 2.5 * mm, codeSize);
  const textLeft = left + cell + codeSize + cell;
  const textWidth = left + width - textLeft;
  const advice = '扫描二维码或访问以下网址，可核验本文件及所列资格的当前状态：';
  paper.y = upper + (height - 2 * small.pitch) / 2;
  setBeside(paper, [advice, url], small, textLeft, textWidth);
}
