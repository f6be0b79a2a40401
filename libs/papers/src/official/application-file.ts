import type { DateText } from '@vermilion/domain';
import {
  beginOfficial,
  bodyText,
  keepTogether,
  numberPages,
  setCentred,
  setText,
  setTitle,
  skipLines,
  strongText,
} from '../print/flow.js';
import { mm, type Paper, type TextStyle } from '../print/paper.js';
import { setTable, type TableColumn } from '../print/table.js';

interface FilePart {
  readonly heading: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** An application as it is printed: before it is submitted, and afterwards. */
export interface ApplicationFileData {
  readonly title: string;
  readonly applicant: string;
  /** Lines under the title: number, version, when it was received or that it was not submitted. */
  readonly lines: readonly string[];
  /** The parts of the form in the order of the procedure, and the list of documents. */
  readonly parts: readonly FilePart[];
  /** What the version hash covers, and where it can be compared. */
  readonly note: string;
  /** At the foot of every page: number, version, hash. */
  readonly foot: string;
  readonly on: DateText;
  readonly sample: boolean;
}

const smallText: TextStyle = { ...bodyText, size: 12, pitch: 20, spacing: 0 };
const footText: TextStyle = { ...bodyText, size: 8, pitch: 12, spacing: 0 };

/**
 * 申报书: the whole application in one file, with the hash of its version on every page.
 * @returns a PDF; the same data give the same bytes
 * @throws UnprintableCharacterError when the typeface lacks a character
 */
export async function applicationFile(data: ApplicationFileData): Promise<Buffer> {
  const { title, applicant, on, sample } = data;
  const paper = await beginOfficial({ issuer: applicant, title, signedOn: on, sample });
  setTitle(paper, title);
  skipLines(paper, 0.5);
  for (const line of data.lines) setCentred(paper, line, smallText);
  for (const part of data.parts) setPart(paper, part);
  skipLines(paper, 1);
  setText(paper, data.note, smallText, 0);
  numberPages(paper);
  setFoot(paper, data.foot);
  return paper.finish();
}

function setPart(paper: Paper, { heading, columns, rows }: FilePart): void {
  skipLines(paper, 0.75);
  keepTogether(paper, 3);
  setText(paper, heading, strongText, 0);
  setTable(paper, columns, rows);
}

/** Under the page number. */
function setFoot(paper: Paper, foot: string): void {
  const { left, top, width, height } = paper.area;
  paper.onEveryPage(() => {
    const x = left + (width - paper.measure(footText)(foot)) / 2;
    paper.line(foot, footText, x, top + height + 14 * mm);
  });
}
