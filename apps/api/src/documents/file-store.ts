import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { TooLargeError, type DocumentStore, type ReceivedFile } from './document-store.js';

const NAME = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** Documents as files below `directory`: `incoming/` while they are being received, `kept/ab/<id>` afterwards. */
export async function fileStore(directory: string): Promise<DocumentStore> {
  const incoming = join(directory, 'incoming');
  const kept = join(directory, 'kept');
  // What a crash has left half received belongs to nobody.
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await mkdir(kept, { recursive: true, mode: 0o700 });
  const place = (name: string): string => {
    if (!NAME.test(name)) throw new Error('not the name of a kept document');
    return join(kept, name);
  };
  return {
    receive: (content, maxBytes) => receive(content, maxBytes, join(incoming, randomUUID())),
    async keep(file, id) {
      const name = `${id.slice(0, 2)}/${id}`;
      const target = place(name);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(file.path, target);
      await syncDirectory(dirname(target));
      return name;
    },
    drop: (file) => rm(file.path, { force: true }),
    async open(name) {
      return (await open(place(name))).createReadStream();
    },
    list: (olderThanMs) => listKept(kept, Date.now() - olderThanMs),
    remove: (name) => rm(place(name), { force: true }),
  };
}

async function receive(content: Readable, maxBytes: number, path: string): Promise<ReceivedFile> {
  const file = await open(path, 'wx', 0o600);
  try {
    const { sha256, bytes } = await copy(content, file, maxBytes);
    await file.sync();
    return { sha256, bytes, path };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function copy(content: Readable, file: FileHandle, maxBytes: number): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLargeError();
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** A new name is safe only when its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function listKept(kept: string, before: number): Promise<string[]> {
  const names: string[] = [];
  for (const folder of await readdir(kept)) {
    for (const file of await readdir(join(kept, folder))) {
      const name = `${folder}/${file}`;
      if (NAME.test(name) && (await stat(join(kept, name))).mtimeMs < before) names.push(name);
    }
  }
  return names;
}
