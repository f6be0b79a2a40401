import type { DateText } from '@vermilion/domain';
import { chineseDate } from '../print/dates.js';
import { bodyText, fitted, heightOfText, setBeside, setCentred, setText } from '../print/flow.js';
import { mm, Paper, red, type TextStyle, type TypeArea } from '../print/paper.js';

export interface CertificateData {
  readonly issuer: string;
  /** 发文字号 of the paper by which the title was conferred. */
  readonly documentNumber: string;
  /** What was conferred: 郑州市智能车间 */
  readonly title: string;
  readonly organisation: string;
  readonly workshop: string;
  readonly certificateNumber: string;
  /** First and last day of validity, both included. */
  readonly validFrom: DateText;
  readonly validUntil: DateText;
  /** The day of the document. */
  readonly issuedOn: DateText;
  /** The day of this print: the certificate says that it was valid on it. */
  readonly printedOn: DateText;
  /** The public page that tells the present state. */
  readonly verifyUrl: string;
  /** Marked 样张: the business clock is moved by hand. */
  readonly sample: boolean;
}

const area: TypeArea = { left: 38 * mm, top: 30 * mm, width: 221 * mm, height: 150 * mm };
const gold = '#b08d3c';

const heading: TextStyle = { face: 'heading', size: 44, pitch: 62, spacing: 6, colour: red };
const subheading: TextStyle = { ...heading, size: 24, pitch: 44, spacing: 14 };
const text: TextStyle = { ...bodyText, size: 19, pitch: 33, spacing: 0 };
const detail: TextStyle = { ...text, size: 14, pitch: 25 };
/** As far from the left as the text above. */
const detailIndent = (2 * text.size) / detail.size;
const fine: TextStyle = { ...text, size: 9.5, pitch: 15, colour: '#444444' };

/**
 * The certificate of a conferred title, A4 across, with the code of the page that tells its present state.
 * @returns a PDF; the same data give the same bytes
 * @throws UnprintableCharacterError when the typeface lacks a character
 * @throws RangeError when a date is no day
 */
export async function certificate(data: CertificateData): Promise<Buffer> {
  const paper = await Paper.begin({
    ...{ landscape: true, area, author: data.issuer, date: data.printedOn, sample: data.sample },
    title: `${data.title}证书 ${data.certificateNumber}`,
  });
  drawFrame(paper);
  setNumber(paper, data.certificateNumber);
  setHeadings(paper, data.title);
  setStatement(paper, data);
  setText(paper, `认定文件：${data.documentNumber}`, detail, detailIndent);
  setText(paper, `有 效 期：${validity(data)}`, detail, detailIndent);
  setFoot(paper, data);
  return paper.finish();
}

const footHeight = 44 * mm;
const smallestSize = 10;

/** Who holds what: in smaller letters when the names are long, so that the foot keeps its place. */
function setStatement(paper: Paper, { organisation, workshop, title }: CertificateData): void {
  const addressee = `${organisation}：`;
  const statement = `经审查认定，你单位“${workshop}”为${title}，特发此证。`;
  const space = paper.room - footHeight - 2 * detail.pitch;
  let style = text;
  const height = () => heightOfText(paper, addressee, style, 0) + heightOfText(paper, statement, style);
  while (style.size > smallestSize && height() > space)
    style = { ...style, size: style.size - 1, pitch: (style.size - 1) * 1.7 };
  setText(paper, addressee, style, 0);
  setText(paper, statement, style);
  paper.y += Math.min(4 * mm, paper.room - footHeight - 2 * detail.pitch);
}

function validity({ validFrom, validUntil }: CertificateData): string {
  return `${chineseDate(validFrom)}至${chineseDate(validUntil)}（首尾两日均在内）`;
}

/** Heavy gold, light red, and a square in each corner. */
function drawFrame(paper: Paper): void {
  const { pageWidth, pageHeight } = paper;
  const frame = (inset: number, thickness: number, colour: string) =>
    paper.frame(inset, inset, pageWidth - 2 * inset, pageHeight - 2 * inset, thickness, colour);
  frame(11 * mm, 3.2, gold);
  frame(13.2 * mm, 0.6, gold);
  frame(16 * mm, 1.4, red);
  const side = 7 * mm;
  for (const x of [16 * mm, pageWidth - 16 * mm - side])
    for (const y of [16 * mm, pageHeight - 16 * mm - side]) {
      paper.frame(x, y, side, side, 1.4, red);
      paper.frame(x + side / 4, y + side / 4, side / 2, side / 2, 0.8, gold);
    }
}

function setNumber(paper: Paper, number: string): void {
  const line = `证书编号：${number}`;
  paper.line(line, detail, area.left + area.width - paper.measure(detail)(line), area.top);
}

/** The title in red, smaller when it is long, and 认定证书 under it. */
function setHeadings(paper: Paper, title: string): void {
  paper.y = area.top + 7 * mm;
  const count = [...title].length;
  const size = Math.min(heading.size, area.width / count - heading.spacing);
  setCentred(paper, title, { ...heading, size });
  setCentred(paper, '认定证书', subheading);
  paper.y += 4 * mm;
}

const codeSize = 27 * mm;
const captionWidth = 20 * mm;

function setFoot(paper: Paper, { issuer, issuedOn, printedOn, verifyUrl }: CertificateData): void {
  const { left, top, width, height } = area;
  const bottom = top + height;
  paper.qr(verifyUrl, left, bottom - codeSize - 12 * mm, codeSize);
  paper.y = bottom - codeSize - 12 * mm;
  setBeside(paper, ['扫码查询', '证书状态'], fine, left + codeSize + 3 * mm, captionWidth);
  paper.y = bottom - 10 * mm;
  const note = `本证书于打印之日（${chineseDate(printedOn)}）有效；此后的状态以查询结果为准。`;
  setBeside(paper, [note, `查询网址：${verifyUrl}`], fine, left, width);

  const right = left + width;
  const date = chineseDate(issuedOn);
  const organ = fitted(paper, issuer, text, width - codeSize - captionWidth - 6 * mm);
  const organWidth = paper.measure(organ)(issuer);
  const dateWidth = paper.measure(text)(date);
  const centre = right - Math.max(organWidth, dateWidth) / 2;
  const middle = bottom - codeSize - 3 * mm;
  paper.line(issuer, organ, centre - organWidth / 2, middle);
  paper.line(date, text, centre - dateWidth / 2, middle + text.pitch);
}
