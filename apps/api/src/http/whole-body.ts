import type { Readable } from 'node:stream';
import { problem } from '@vermilion/runtime';

/** A file that is sent as the body of a request, taken into memory. @throws Problem `too-large` as soon as it is larger than that. */
export async function wholeBody(content: Readable, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of content) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > maxBytes) throw problem('too-large', { params: { maxBytes } }, { connection: 'close' });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
