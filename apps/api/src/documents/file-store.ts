import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DocumentStore } from './document-store.js';
import { receiveInto, syncDirectory } from './receiving.js';

/** Longer than any request may take. */
const ABANDONED_AFTER_MS = 3_600_000;
const NAME = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** Documents as files below `directory`: `incoming/` while they are being received, `kept/ab/<id>` afterwards. */
export async function fileStore(directory: string): Promise<DocumentStore> {
  const incoming = join(directory, 'incoming');
  const kept = join(directory, 'kept');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await mkdir(kept, { recursive: true, mode: 0o700 });
  await clearAbandoned(incoming);
  const place = (name: string): string => {
    if (!NAME.test(name)) throw new Error('not the name of a kept document');
    return join(kept, name);
  };
  return {
    receive: (content, maxBytes) => receiveInto(join(incoming, randomUUID()), content, { maxBytes, onBreak: 'drop' }),
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

/** What a crash has left half received belongs to nobody. What another process receives at this moment is younger than any request may last. */
async function clearAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const found = await stat(join(incoming, name)).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS)
      await rm(join(incoming, name), { force: true });
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
