import { crc32, deflateSync } from 'node:zlib';

/** A file as an enterprise would upload it. */
export interface SampleFile {
  readonly name: string;
  readonly media: 'application/pdf' | 'image/png';
  readonly bytes: Buffer;
}

/** What is to be seen on a sample document. The same description always gives the same bytes. */
export interface SampleSheet {
  /** Chinese file name without extension. */
  readonly name: string;
  /** Lines of ASCII text; the fonts that every reader has know no Chinese. */
  readonly lines: readonly string[];
  /** Whether the red seal (公章) is on it. */
  readonly sealed: boolean;
}

/** A valid one-page PDF (1.4): the lines, and a red seal if there is one. */
export function samplePdf(sheet: SampleSheet): SampleFile {
  const text = sheet.lines.map((line, index) => `1 0 0 1 72 ${760 - index * 22} Tm (${escaped(line)}) Tj`);
  const content = ['BT', '/F1 13 Tf', ...text, 'ET', ...(sheet.sealed ? SEAL : [])].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(content)} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Title <feff${Buffer.from(sheet.name, 'utf16le').swap16().toString('hex')}> /Producer (Vermilion sample) >>`,
  ];
  return { name: `${sheet.name}.pdf`, media: 'application/pdf', bytes: pdfOf(objects) };
}

/** Four quarter circles and a star-shaped cross in red: a seal, drawn. */
const SEAL = [
  ...['q', '0.85 0.1 0.1 RG', '3 w', '480 180 m', '480 213 453 240 420 240 c', '387 240 360 213 360 180 c'],
  ...['360 147 387 120 420 120 c', '453 120 480 147 480 180 c', 'S'],
  ...['420 210 m 420 150 l S', '390 180 m 450 180 l S', 'Q'],
];

function escaped(line: string): string {
  return line.replace(/[\\()]/g, (character) => `\\${character}`);
}

/** Header, objects, the table of their places, trailer. */
function pdfOf(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\n`;
  file += `startxref\n${file.indexOf('xref\n0')}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A valid PNG, 160 × 100: a picture of stripes whose colours come from the name. */
export function samplePng(name: string): SampleFile {
  const [width, height] = [160, 100];
  const hue = crc32(name);
  const line = (y: number): number[] => [
    0,
    ...Array.from({ length: width }, (_, x) => [
      hue & 0xff,
      (x + (hue >> 8)) & 0xff,
      (y * 2 + (hue >> 16)) & 0xff,
    ]).flat(),
  ];
  const pixels = Buffer.from(Array.from({ length: height }, (_, y) => line(y)).flat());
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a channel, RGB.
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return { name: `${name}.png`, media: 'image/png', bytes: Buffer.concat([signature, ...chunks]) };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

const SHEETS: { readonly [type: string]: { readonly name: string; readonly title: string } } = {
  'business-licence': { name: '营业执照（虚构）', title: 'BUSINESS LICENCE (fictional)' },
  'audit-report': { name: '2017年度审计报告（虚构）', title: 'AUDIT REPORT FOR THE YEAR 2017 (fictional)' },
  commitment: { name: '真实性承诺书（已盖章）（虚构）', title: 'DECLARATION OF TRUTH, SEALED (fictional)' },
  'equipment-invoices': { name: '设备购置发票（虚构）', title: 'INVOICES OF THE EQUIPMENT (fictional)' },
  'credit-screenshot': { name: '信用查询截图（虚构）', title: 'CREDIT RECORD (fictional)' },
};

/** What ENT02 uploads at first: the report of the wrong year, and a declaration without a seal. */
const FAULTY: typeof SHEETS = {
  'audit-report': { name: '2016年度审计报告（虚构）', title: 'AUDIT REPORT FOR THE YEAR 2016 (fictional)' },
  commitment: { name: '真实性承诺书（虚构）', title: 'DECLARATION OF TRUTH, NOT SEALED (fictional)' },
};

/** The document of this type of an enterprise of the sample; `faulty`: with the fault for which ENT02 gets it back. */
export function sampleDocument(enterprise: string, type: string, faulty = false): SampleFile {
  if (type === 'photos') return samplePng(`车间现场照片-${enterprise}`);
  const sheet = (faulty ? FAULTY[type] : undefined) ?? SHEETS[type] ?? { name: type, title: type };
  const sealed = type === 'commitment' && !(faulty && FAULTY[type]);
  return samplePdf({
    name: sheet.name,
    lines: [sheet.title, `Enterprise ${enterprise}`, 'Smart workshop 2018'],
    sealed,
  });
}
