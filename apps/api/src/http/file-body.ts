import { Readable } from 'node:stream';
import { problem } from '@vermilion/runtime';
import type { FastifyRequest } from 'fastify';

/** The file that a request brings as its body. @throws Problem `media-not-supported` when it brings none, or something that is no file */
export function fileIn({ body }: FastifyRequest): Readable {
  if (body instanceof Readable) return body;
  throw problem('media-not-supported');
}

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
