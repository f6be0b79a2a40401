import { SaxesParser } from 'saxes';
import { UnreadableWorkbookError, type Archive } from './archive.js';
import { writtenText } from './cell-text.js';

export type Attributes = Readonly<Record<string, string>>;

/** What hears the elements of a part; names come without prefix. */
export interface PartHandler {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** Reads one part element by element. A document type could define entities: no spreadsheet writes one. */
export async function readPart(archive: Archive, path: string, handler: PartHandler): Promise<void> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('doctype', () => {
    throw new UnreadableWorkbookError('unreadable', `${path} has a document type`);
  });
  parser.on('error', (error) => {
    throw new UnreadableWorkbookError('unreadable', `${path}: ${error.message}`);
  });
  parser.on('opentag', ({ name, attributes }) => handler.open(local(name), attributes));
  parser.on('closetag', ({ name }) => handler.close(local(name)));
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  for await (const text of archive.text(path)) parser.write(text);
  parser.close();
}

export interface WorkbookParts {
  readonly firstSheet: string;
  readonly sharedTexts: readonly string[];
  /** Dates count from 1904 instead of 1900. */
  readonly from1904: boolean;
}

/** Finds the first sheet, and reads the texts that its cells share. */
export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  let first = '';
  let from1904 = false;
  await readPart(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'sheet') first ||= attributes['r:id'] ?? '';
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    },
    text() {},
    close() {},
  });
  const targets = new Map<string, string>();
  let shared = '';
  await readPart(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      targets.set(Id, path);
      if (Type.endsWith('/sharedStrings')) shared = path;
    },
    text() {},
    close() {},
  });
  const firstSheet = targets.get(first) ?? '';
  return { firstSheet, sharedTexts: archive.has(shared) ? await readSharedTexts(archive, shared) : [], from1904 };
}

async function readSharedTexts(archive: Archive, path: string): Promise<string[]> {
  const texts: string[] = [];
  const runs = new TextRuns();
  await readPart(archive, path, {
    open: (name) => runs.open(name),
    text: (text) => runs.text(text),
    close: (name) => {
      runs.close(name);
      if (name === 'si') texts.push(runs.take());
    },
  });
  return texts;
}

/** Joins the runs of a rich text, and leaves out its pronunciation. */
export class TextRuns {
  private joined = '';
  private inText = false;
  private phonetic = false;

  open(name: string): void {
    if (name === 'rPh') this.phonetic = true;
    if (name === 't') this.inText = !this.phonetic;
  }

  text(text: string): void {
    if (this.inText) this.joined += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic = false;
    if (name === 't') this.inText = false;
  }

  take(): string {
    const text = writtenText(this.joined);
    this.joined = '';
    return text;
  }
}
