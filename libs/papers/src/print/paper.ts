import type { DateText } from '@vermilion/domain';
import PDFDocument from 'pdfkit';
import { faceNames, faces, type Face } from './faces.js';
import type { Measure } from './line-breaking.js';
import { qrCode } from './qr-code.js';
import { checkPrintable } from './printable.js';

/** One millimetre in points, the unit of a PDF. */
export const mm = 72 / 25.4;
export const red = '#c8161d';
export const black = '#000000';
const grey = '#6b6b6b';

/** How a text is set: its face, its size in points, the distance of lines, and what is added after each character. */
export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  readonly pitch: number;
  readonly spacing: number;
  readonly colour: string;
}

/** The type area (版心) of a page, in points from the upper left corner. */
export interface TypeArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PaperOptions {
  readonly landscape: boolean;
  readonly area: TypeArea;
  /** What a reader shows as the document's title and author. */
  readonly title: string;
  readonly author: string;
  /** The date of the document: also the creation date of the file, so that the same data give the same bytes. */
  readonly date: DateText;
  /** A paper that is none: marked 样张 on every page. */
  readonly sample: boolean;
}

const sampleNote =
  '样张：业务时钟为人工设置，本件不具有任何法律效力。Specimen: the business clock is set by hand; without legal effect.';

/** Pages under the pen: places lines, rules and codes; knows no kind of paper. */
export class Paper {
  /** Upper edge of the next line, in points. */
  y: number;

  private constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly options: PaperOptions,
  ) {
    this.y = options.area.top;
  }

  static async begin(options: PaperOptions): Promise<Paper> {
    const document = new PDFDocument({
      size: 'A4',
      layout: options.landscape ? 'landscape' : 'portrait',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      // No default font: it would be one that is not embedded.
      font: '',
      lang: 'zh-CN',
      displayTitle: true,
      info: {
        Title: options.title,
        Author: options.author,
        Creator: 'Vermilion',
        CreationDate: new Date(`${options.date}T00:00:00+08:00`),
      },
    });
    const files = await faces();
    for (const face of faceNames) document.registerFont(face, files[face]);
    const paper = new Paper(document, options);
    paper.newPage();
    return paper;
  }

  get area(): TypeArea {
    return this.options.area;
  }

  get pageWidth(): number {
    return this.document.page.width;
  }

  get pageHeight(): number {
    return this.document.page.height;
  }

  /** Points left on this page. */
  get room(): number {
    return this.area.top + this.area.height - this.y;
  }

  newPage(): void {
    this.document.addPage();
    this.y = this.area.top;
    if (this.options.sample) this.markAsSample();
  }

  measure({ face, size, spacing }: TextStyle): Measure {
    return (text) => {
      this.document.font(face, size);
      return this.document.widthOfString(text) + spacing * [...text].length;
    };
  }

  /**
   * Draws one line without breaking it.
   * @param x left edge in points
   * @param middle the height of the middle of the characters, in points from the top of the page
   * @param stretch added to the spacing of the style after each character
   * @throws UnprintableCharacterError when the typeface lacks a character
   */
  line(text: string, style: TextStyle, x: number, middle: number, stretch = 0): void {
    const { face, size, spacing, colour } = style;
    this.document.font(face, size);
    checkPrintable(text, this.document);
    this.document.fillColor(colour).text(text, x, middle + size * middleOverBaseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: spacing + stretch,
    });
  }

  /** A horizontal or vertical rule, or any straight one. */
  rule(from: readonly [number, number], to: readonly [number, number], thickness: number, colour: string): void {
    const { document } = this;
    document.lineWidth(thickness).strokeColor(colour);
    document
      .moveTo(...from)
      .lineTo(...to)
      .stroke();
  }

  frame(x: number, y: number, width: number, height: number, thickness: number, colour: string): void {
    this.document.lineWidth(thickness).strokeColor(colour).rect(x, y, width, height).stroke();
  }

  /** The QR code of a text as one path of squares, `size` points wide without its quiet zone. */
  qr(text: string, x: number, y: number, size: number): void {
    const modules = qrCode(text);
    const side = size / modules.length;
    modules.forEach((row, down) => {
      row.forEach((dark, right) => {
        if (dark) this.document.rect(x + right * side, y + down * side, side, side);
      });
    });
    this.document.fill(black);
  }

  /** Goes once more over every page, e.g. to number it; the first is 1. */
  onEveryPage(draw: (page: number) => void): void {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.document.switchToPage(start + page);
      draw(page + 1);
    }
  }

  async finish(): Promise<Buffer> {
    const { document } = this;
    const parts: Buffer[] = [];
    const written = new Promise<Buffer>((resolve, reject) => {
      document.on('data', (part: Buffer) => parts.push(part));
      document.on('end', () => resolve(Buffer.concat(parts)));
      document.on('error', reject);
    });
    document.end();
    return written;
  }

  private markAsSample(): void {
    const { document, pageWidth, pageHeight } = this;
    const size = Math.min(pageWidth, pageHeight) / 2.6;
    const style = { face: 'heading', size, pitch: 0, spacing: 0, colour: red } as const;
    document.save().fillOpacity(0.11);
    document.rotate(-35, { origin: [pageWidth / 2, pageHeight / 2] });
    this.line('样张', style, pageWidth / 2 - size, pageHeight / 2);
    document.restore();
    const note = { face: 'text', size: 8, pitch: 0, spacing: 0, colour: grey } as const;
    this.line(sampleNote, note, (pageWidth - this.measure(note)(sampleNote)) / 2, pageHeight - 7 * mm);
  }
}

/** Of Chinese characters in this face the middle lies this part of the size above the baseline. */
const middleOverBaseline = 0.38;
