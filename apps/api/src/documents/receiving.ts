import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { TooLargeError, type ReceivedFile } from './document-store.js';

interface Receiving {
  readonly maxBytes: number;
  /** What becomes of the bytes that came before the connection broke: of a part they count, of a whole file they are nothing. */
  readonly onBreak: 'keep' | 'drop';
}

/** Writes a stream to a new file and hashes it on the way; when it returns, the bytes are on the disk. @throws TooLargeError */
export async function receiveInto(
  path: string,
  content: AsyncIterable<Buffer> | Readable,
  receiving: Receiving,
): Promise<ReceivedFile> {
  const file = await open(path, 'wx', 0o600);
  try {
    const { sha256, bytes } = await copy(content as AsyncIterable<Buffer>, file, receiving);
    await file.sync();
    return { sha256, bytes, path };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function copy(content: AsyncIterable<Buffer>, file: FileHandle, { maxBytes, onBreak }: Receiving) {
  const hash = createHash('sha256');
  let bytes = 0;
  const write = async (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLargeError();
    hash.update(chunk);
    await file.writeFile(chunk);
  };
  const chunks = content[Symbol.asyncIterator]();
  for (let next = await read(chunks, onBreak); next; next = await read(chunks, onBreak)) await write(next);
  return { sha256: hash.digest('hex'), bytes };
}

/** The next bytes; null at the end, and where the connection broke off if what has come counts. */
async function read(chunks: AsyncIterator<Buffer>, onBreak: Receiving['onBreak']): Promise<Buffer | null> {
  const next = chunks.next();
  const result = await (onBreak === 'keep' ? next.catch(() => null) : next);
  return result === null || result.done === true ? null : result.value;
}

/** A new name is safe only when its directory is. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
