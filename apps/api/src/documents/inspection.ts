import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { problem } from '@vermilion/runtime';
import { fileTypeFromBuffer } from 'file-type';
import type { ReceivedFile } from './document-store.js';

/** What a file really is. `fault` says why it cannot be used although its kind is right. */
export interface Inspection {
  readonly media: string;
  readonly fault: string | null;
}

const HEAD = 64 * 1024;
const TAIL = 2 * 1024;
/** Larger pictures are refused: unpacked, they would fill the memory of whoever looks at them. */
const MOST_PIXELS = 100_000_000;
const LONGEST_SIDE = 20_000;
/** Length of the longest name in `ACTIONS`: it may lie across two pieces that are read. */
const LONGEST_ACTION = 11;
const UNKNOWN = 'application/octet-stream';

interface Ends {
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** Looks at a file's bytes, never at its name: the kind by its magic bytes, and whether beginning and end are those of a whole file. */
export async function inspectFile(path: string, bytes: number): Promise<Inspection> {
  const file = await open(path);
  try {
    const ends = { head: await part(file, 0, HEAD), tail: await part(file, Math.max(0, bytes - TAIL), TAIL) };
    const media = (await fileTypeFromBuffer(ends.head))?.mime ?? UNKNOWN;
    return { media, fault: faultOf(media, ends) ?? (media === 'application/pdf' ? await pdfAction(path) : null) };
  } finally {
    await file.close();
  }
}

/** @throws Problem when the bytes are not what the sender says, or not a whole file. */
export async function refuseUnfit(file: ReceivedFile, declared: string, name: string): Promise<void> {
  const { media, fault } = await inspectFile(file.path, file.bytes);
  if (media !== declared || !extensionsOf(media).test(name)) {
    throw problem('disguised-file', { params: { declared: `${declared} (${name})`, found: media } });
  }
  if (fault) throw problem('damaged-file', { params: { reason: fault } });
}

function extensionsOf(media: string): RegExp {
  if (media === 'application/pdf') return /\.pdf$/i;
  return media === 'image/png' ? /\.png$/i : /\.jpe?g$/i;
}

async function part(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function faultOf(media: string, ends: Ends): string | null {
  if (media === 'application/pdf') return pdfFault(ends);
  if (media === 'image/png') return pngFault(ends);
  if (media === 'image/jpeg') return jpegFault(ends);
  return null;
}

/** A PDF begins with its version and ends with the place of its cross-references. */
function pdfFault({ head, tail }: Ends): string | null {
  if (!/^%PDF-[12]\.\d/.test(head.toString('latin1', 0, 8))) return 'no PDF header';
  return /startxref\s+\d+\s+%%EOF\s*$/.test(tail.toString('latin1')) ? null : 'no PDF trailer';
}

/** What a reader would run on opening a PDF. Names of the specification (ISO 32000-1, 12.6.4); long enough not to occur by chance in packed bytes. */
const ACTIONS: readonly (readonly [name: string, fault: string])[] = [
  ['/JavaScript', 'PDF holds a script'],
  ['/Launch', 'PDF starts a program'],
];

async function pdfAction(path: string): Promise<string | null> {
  let rest = '';
  for await (const part of createReadStream(path, { encoding: 'latin1', highWaterMark: HEAD })) {
    const text = rest + String(part);
    const found = ACTIONS.find(([name]) => text.includes(name));
    if (found) return found[1];
    rest = text.slice(-LONGEST_ACTION);
  }
  return null;
}

function pngFault({ head, tail }: Ends): string | null {
  if (head.length < 33 || head.toString('latin1', 12, 16) !== 'IHDR') return 'no PNG header';
  if (!tail.includes('IEND')) return 'PNG breaks off';
  return sizeFault(head.readUInt32BE(16), head.readUInt32BE(20));
}

function jpegFault({ head, tail }: Ends): string | null {
  if (!tail.includes(Buffer.of(0xff, 0xd9))) return 'JPEG breaks off';
  const frame = jpegFrame(head);
  return frame ? sizeFault(frame.width, frame.height) : 'no JPEG frame';
}

/** Walks the segments of a JPEG up to the one that states its size. */
function jpegFrame(head: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 < head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    if (isFrameHeader(marker)) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    at += 2 + head.readUInt16BE(at + 2);
  }
  return null;
}

/** C0 to CF start a frame, except for the tables C4, C8 and CC. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function sizeFault(width: number, height: number): string | null {
  if (width === 0 || height === 0) return 'picture without size';
  return width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS ? 'picture too large' : null;
}
