import { jest } from '@jest/globals';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { CaseView, DocumentView, ProblemBody } from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { INFECTED, startClamd, type TestClamd } from '../../support/clamd.js';
import { startApi, type TestApi } from '../../support/api.js';
import { samplePdf, samplePng } from '../../support/sample-documents.js';

jest.setTimeout(60_000);

let api: TestApi;
let open: ApiCase;

beforeAll(async () => {
  api = await startApi();
  open = await ApiCase.open(api);
}, 120_000);
afterAll(() => api.stop());

const pdf = samplePdf({ name: '营业执照', lines: ['licence'], sealed: true });

function upload<Body = ProblemBody>(type: string, name: string, media: string, bytes: Buffer) {
  const path = `/cases/${open.id}/documents?type=${type}&name=${encodeURIComponent(name)}`;
  return api.ask<Body>('POST', path, { as: open.filler, file: { media, bytes } });
}

const kept = async () =>
  (await readdir(join(api.data, 'documents/kept'), { recursive: true })).filter((name) => name.length > 10);
const incoming = () => readdir(join(api.data, 'documents/incoming'));

describe('a document', () => {
  it('is kept as it came, known by its hash, and given out so that no browser runs it', async () => {
    const attached = await upload<DocumentView>('business-licence', '营业执照.pdf', 'application/pdf', pdf.bytes);
    expect(attached).toMatchObject({
      status: 201,
      body: {
        bytes: pdf.bytes.length,
        sha256: createHash('sha256').update(pdf.bytes).digest('hex'),
        state: 'attached',
      },
    });
    const fetched = await api.ask<string>('GET', `/documents/${attached.body.id}`, { as: open.filler });
    expect(fetched.body).toBe(pdf.bytes.toString('utf8'));
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment; .*%E8%90%A5/);
    expect(fetched.headers.get('x-content-type-options')).toBe('nosniff');
    expect(fetched.headers.get('content-security-policy')).toContain('sandbox');
    expect(await incoming()).toEqual([]);
  });

  it('supersedes the one of the same type before it', async () => {
    await upload('commitment', '承诺书.pdf', 'application/pdf', pdf.bytes);
    await upload('commitment', '承诺书.png', 'image/png', samplePng('x').bytes);
    const { body } = await api.ask<CaseView>('GET', `/cases/${open.id}`, { as: open.filler });
    const states = body.documents.filter(({ type }) => type === 'commitment').map(({ media, state }) => [media, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['application/pdf', 'superseded'],
        ['image/png', 'attached'],
      ]),
    );
  });
});

describe('nothing is kept of', () => {
  const refused = async (answer: Promise<{ status: number; body: ProblemBody }>, status: number, code: string) => {
    const before = await kept();
    expect(await answer).toMatchObject({ status, body: { code, remedy: expect.stringMatching(/./) as string } });
    expect(await kept()).toEqual(before);
    expect(await incoming()).toEqual([]);
  };

  it('a program that is called a PDF', () =>
    refused(
      upload('business-licence', 'a.pdf', 'application/pdf', Buffer.from('MZ\x90\x00 this is a program')),
      422,
      'disguised-file',
    ));

  it('a web page that is called a picture', () =>
    refused(
      upload('business-licence', 'a.png', 'image/png', Buffer.from('<html><script>alert(1)</script></html>')),
      422,
      'disguised-file',
    ));

  it('a picture that is declared a PDF, and a PDF with the name of a program', async () => {
    await refused(upload('business-licence', 'a.pdf', 'application/pdf', samplePng('x').bytes), 422, 'disguised-file');
    await refused(upload('business-licence', 'a.exe', 'application/pdf', pdf.bytes), 422, 'disguised-file');
  });

  it('a PDF or a picture that breaks off', async () => {
    await refused(
      upload('business-licence', 'a.pdf', 'application/pdf', pdf.bytes.subarray(0, 300)),
      422,
      'damaged-file',
    );
    await refused(
      upload('business-licence', 'a.png', 'image/png', samplePng('x').bytes.subarray(0, 90)),
      422,
      'damaged-file',
    );
  });

  it('a picture whose pixels would fill the memory', () => {
    const bomb = Buffer.from(samplePng('x').bytes);
    bomb.writeUInt32BE(60_000, 16);
    return refused(upload('business-licence', 'a.png', 'image/png', bomb), 422, 'damaged-file');
  });

  it('a file that is larger than its type may be', async () => {
    const large = Buffer.concat([pdf.bytes, Buffer.alloc(10_485_761)]);
    await refused(upload('business-licence', 'a.pdf', 'application/pdf', large), 413, 'too-large');
  });

  it('a type that the procedure or the document does not know', async () => {
    await refused(upload('love-letter', 'a.pdf', 'application/pdf', pdf.bytes), 422, 'document-type-unknown');
    await refused(upload('audit-report', 'a.png', 'image/png', samplePng('x').bytes), 415, 'media-not-supported');
    await refused(upload('audit-report', 'a.txt', 'text/plain', Buffer.from('text')), 415, 'media-not-supported');
    await refused(upload('audit-report', '../../etc/a.pdf', 'application/pdf', pdf.bytes), 422, 'request-invalid');
  });

  it('an office, and after the submission of anybody', async () => {
    const other = await ApiCase.open(api);
    await other.submit();
    const path = `/cases/${other.id}/documents?type=commitment&name=a.pdf`;
    const file = { media: 'application/pdf', bytes: pdf.bytes };
    await refused(api.ask('POST', path, { as: other.filler, file }), 409, 'document-not-open');
    await refused(api.ask('POST', path, { as: 'd-zz-gxq-industry', file }), 403, 'role-not-permitted');
    await refused(
      api.ask('PUT', `/cases/${other.id}/form`, { as: other.filler, json: {}, headers: { 'if-match': '"2"' } }),
      409,
      'document-not-open',
    );
  });
});

describe('an orphan', () => {
  it('left by a broken upload is swept away at the next start; what has a row stays', async () => {
    const before = await kept();
    const [name = ''] = before;
    const { rows } = { rows: await api.store.database.admin<{ path: string }>('SELECT path FROM document') };
    expect(rows.map(({ path }) => path).sort()).toEqual([...before].sort());
    await api.store.database.admin('DELETE FROM document WHERE path = $1', [name]);
    const old = new Date(Date.now() - 3 * 3_600_000);
    for (const file of before) await utimes(join(api.data, 'documents/kept', file), old, old);
    await api.restart();
    for (let tries = 0; tries < 50 && (await kept()).includes(name); tries++)
      await new Promise((done) => setTimeout(done, 100));
    expect((await kept()).sort()).toEqual(before.filter((file) => file !== name).sort());
  });
});

/** Whoever has configured a scanner has decided that nothing is kept without its verdict. Source: 等保2.0 三级 8.1.4.5 恶意代码防范. */
describe('a scanner for malware', () => {
  let clamd: TestClamd;
  beforeAll(async () => {
    clamd = await startClamd();
    await api.restart({ CLAMD_ADDRESS: clamd.address });
    open = await ApiCase.open(api, 'ENT05');
  }, 60_000);

  const infected = Buffer.concat([Buffer.from(`%PDF-1.4\n% ${INFECTED}\n`), pdf.bytes.subarray(9)]);

  it('is given the whole file, and what it passes is kept', async () => {
    const large = Buffer.concat([pdf.bytes.subarray(0, 9), Buffer.alloc(300_000, '%\n'), pdf.bytes.subarray(9)]);
    expect(await upload('business-licence', '执照.pdf', 'application/pdf', large)).toMatchObject({ status: 201 });
    expect(clamd.scanned.at(-1)?.equals(large)).toBe(true);
  });

  it('finds something: nothing is kept, and the sender is told what was found and what to do', async () => {
    const before = await kept();
    const { status, body } = await upload('business-licence', '执照.pdf', 'application/pdf', infected);
    expect([status, body.code, body.params['found']]).toEqual([422, 'malware-found', 'Eicar-Test-Signature']);
    expect(body.remedy).toContain('查杀');
    expect([await kept(), await incoming()]).toEqual([before, []]);
  });

  it('also finds it in what came in parts, and then forgets the parts', async () => {
    const sha256 = createHash('sha256').update(infected).digest('hex');
    const file = { type: 'business-licence', name: 'a.pdf', media: 'application/pdf', bytes: infected.length, sha256 };
    const begun = await api.ask<{ id: string }>('POST', `/cases/${open.id}/uploads`, { as: open.filler, json: file });
    const at = `/uploads/${begun.body.id}`;
    const bytes = { media: 'application/octet-stream', bytes: infected };
    await api.ask('PATCH', `${at}?offset=0`, { as: open.filler, file: bytes });
    expect(await api.ask('POST', `${at}/finish`, { as: open.filler })).toMatchObject({
      status: 422,
      body: { code: 'malware-found' },
    });
    expect(await api.ask('GET', at, { as: open.filler })).toMatchObject({ status: 404 });
  });

  it('that is away keeps every file out, says when to come again, and takes it when it is back', async () => {
    const port = Number(clamd.address.split(':')[1]);
    await clamd.stop();
    const before = await kept();
    const refused = await upload('commitment', '承诺书.pdf', 'application/pdf', pdf.bytes);
    expect(refused).toMatchObject({ status: 503, body: { code: 'scanner-away' } });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(JSON.stringify(refused.body)).not.toMatch(/ECONN|127\.0\.0\.1/);
    expect([await kept(), await incoming()]).toEqual([before, []]);
    clamd = await startClamd(port);
    expect(await upload('commitment', '承诺书.pdf', 'application/pdf', pdf.bytes)).toMatchObject({ status: 201 });
    await clamd.stop();
  });
});
