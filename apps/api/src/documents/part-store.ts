import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ReceivedFile } from './document-store.js';
import { receiveInto, syncDirectory } from './receiving.js';

/** Where the parts of files lie until all have come. */
export interface PartStore {
  /** Writes what comes to a safe place, and keeps it also when the connection breaks off. @throws TooLargeError with more than `maxBytes`. */
  receive(content: Readable, maxBytes: number): Promise<ReceivedFile>;
  /** Puts a received part into its place. It survives a power cut from here on. */
  place(part: ReceivedFile, upload: string, offset: number): Promise<void>;
  /** The first `bytes` bytes of an upload, out of its parts. */
  joined(upload: string, bytes: number): AsyncIterable<Buffer>;
  drop(part: ReceivedFile): Promise<void>;
  /** Removes all parts of an upload. */
  remove(upload: string): Promise<void>;
  /** Uploads of which there are parts. */
  list(): Promise<readonly string[]>;
}

const UPLOAD = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PART = /^\d+$/;

/** Parts as files below `directory`: `incoming/` while they are being received, `parts/<upload>/<offset>` afterwards. */
export async function partStore(directory: string): Promise<PartStore> {
  const incoming = join(directory, 'incoming');
  const parts = join(directory, 'parts');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await mkdir(parts, { recursive: true, mode: 0o700 });
  const place = (upload: string): string => {
    if (!UPLOAD.test(upload)) throw new Error('not the id of an upload');
    return join(parts, upload);
  };
  return {
    receive: (content, maxBytes) => receiveInto(join(incoming, randomUUID()), content, { maxBytes, onBreak: 'keep' }),
    async place(part, upload, offset) {
      const folder = place(upload);
      if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncDirectory(parts);
      await rename(part.path, join(folder, String(offset)));
      await syncDirectory(folder);
    },
    joined: (upload, bytes) => joined(place(upload), bytes),
    drop: (part) => rm(part.path, { force: true }),
    remove: (upload) => rm(place(upload), { recursive: true, force: true }),
    list: async () => (await readdir(parts)).filter((name) => UPLOAD.test(name)),
  };
}

/** Parts follow each other without a gap: one that was placed but never counted was overwritten by the next, which began at the same byte. */
async function* joined(folder: string, bytes: number): AsyncIterable<Buffer> {
  const names = (await readdir(folder)).filter((name) => PART.test(name));
  const offsets = names.map(Number).filter((offset) => offset < bytes);
  for (const offset of offsets.sort((a, b) => a - b))
    for await (const chunk of createReadStream(join(folder, String(offset)))) yield chunk as Buffer;
}
