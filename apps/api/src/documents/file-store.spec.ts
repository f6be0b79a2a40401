import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileStore } from './file-store.js';

const HALF = Buffer.from('%PDF-1.7 the first half ');
const REST = Buffer.from('and the rest');
const MAX_BYTES = 1_000;
const ID = '0b1c2d3e-0000-4000-8000-000000000001';

describe('the store of documents, where several processes share it', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'vermilion-store-'))));
  afterEach(() => rm(directory, { recursive: true }));

  it('keeps what one process receives while another one starts', async () => {
    const first = await fileStore(directory);
    const content = new PassThrough();
    content.write(HALF);
    const receiving = first.receive(content, MAX_BYTES);
    while ((await readdir(join(directory, 'incoming'))).length === 0) await sleep(5);
    await fileStore(directory);
    content.end(REST);
    const name = await first.keep(await receiving, ID);
    expect(Buffer.concat(await (await first.open(name)).toArray())).toEqual(Buffer.concat([HALF, REST]));
  });

  it('clears away what a crash has left half received', async () => {
    await fileStore(directory);
    const left = join(directory, 'incoming', 'left-by-a-crash');
    await writeFile(left, HALF);
    const twoHoursAgo = Date.now() / 1000 - 7_200;
    await utimes(left, twoHoursAgo, twoHoursAgo);
    await fileStore(directory);
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });
});
