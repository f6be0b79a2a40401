import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectFile } from './inspection.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vermilion-inspection-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspect(content: Buffer) {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return inspectFile(path, content.length);
}

/** A JPEG of this size: start, one table, the frame, the end. */
function jpeg(width: number, height: number, end = true): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 0, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const table = Buffer.from([0xff, 0xc4, 0, 4, 0, 0]);
  return Buffer.concat([Buffer.of(0xff, 0xd8), table, frame, end ? Buffer.of(0xff, 0xd9) : Buffer.of(0)]);
}

const pdf = (end: string) => Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\n${end}`);

describe('the inspection of a file', () => {
  it('knows a whole PDF from one that breaks off', async () => {
    expect(await inspect(pdf('startxref\n30\n%%EOF\n'))).toEqual({ media: 'application/pdf', fault: null });
    expect(await inspect(pdf('startxr'))).toEqual({ media: 'application/pdf', fault: 'no PDF trailer' });
    expect(await inspect(Buffer.concat([pdf('startxref\n30\n%%EOF\n'), Buffer.from('<script>')]))).toMatchObject({
      fault: 'no PDF trailer',
    });
  });

  it('refuses a PDF that runs something when it is opened, wherever in the file that is said', async () => {
    const padding = ' '.repeat(64 * 1024 - 40);
    const acting = (action: string) => pdf(`${padding}<< /S ${action} >>\nstartxref\n30\n%%EOF\n`);
    expect(await inspect(acting('/JavaScript'))).toMatchObject({ fault: 'PDF holds a script' });
    expect(await inspect(acting('/Launch'))).toMatchObject({ fault: 'PDF starts a program' });
    expect(await inspect(acting('/GoTo'))).toMatchObject({ fault: null });
  });

  it('reads the size of a JPEG behind its tables', async () => {
    expect(await inspect(jpeg(800, 600))).toEqual({ media: 'image/jpeg', fault: null });
    expect(await inspect(jpeg(0, 600))).toMatchObject({ fault: 'picture without size' });
    expect(await inspect(jpeg(60_000, 60_000))).toMatchObject({ fault: 'picture too large' });
    expect(await inspect(jpeg(800, 600, false))).toMatchObject({ fault: 'JPEG breaks off' });
  });

  it('takes nothing else for what it is not', async () => {
    expect(await inspect(Buffer.from('<html></html>'))).toEqual({ media: 'application/octet-stream', fault: null });
    expect((await inspect(Buffer.from('PK\x03\x04 zip'))).media).not.toBe('application/pdf');
  });
});
