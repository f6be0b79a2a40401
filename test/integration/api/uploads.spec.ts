import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { CaseView, DocumentView, ProblemBody, UploadView } from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
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

const { bytes: pdf } = samplePdf({ name: '营业执照', lines: ['licence'], sealed: true });
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const HALF = Math.floor(pdf.length / 2);

const announced = (bytes: Buffer, changes: object = {}) => ({
  type: 'business-licence',
  name: '营业执照.pdf',
  media: 'application/pdf',
  bytes: bytes.length,
  sha256: hashOf(bytes),
  ...changes,
});

function begin<Body = UploadView>(bytes: Buffer, changes: object = {}, as = open.filler) {
  return api.ask<Body>('POST', `/cases/${open.id}/uploads`, { as, json: announced(bytes, changes) });
}

function send<Body = UploadView>(id: string, offset: number, bytes: Buffer, as = open.filler) {
  const file = { media: 'application/octet-stream', bytes };
  return api.ask<Body>('PATCH', `/uploads/${id}?offset=${offset}`, { as, file });
}

const look = <Body = UploadView>(id: string, as = open.filler) => api.ask<Body>('GET', `/uploads/${id}`, { as });
const finish = <Body = DocumentView>(id: string, as = open.filler) =>
  api.ask<Body>('POST', `/uploads/${id}/finish`, { as });
const parts = () => readdir(join(api.data, 'documents/parts'));

/** Promises a part, sends the first `sent` bytes of it, and waits for what becomes of it. */
async function beginPart(id: string, offset: number, bytes: Buffer, sent: number) {
  const token = await api.issuer.token(open.filler);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/octet-stream',
    'content-length': bytes.length,
  };
  const sending = request(new URL(`/api/v1/uploads/${id}?offset=${offset}`, api.url), { method: 'PATCH', headers });
  const answered = new Promise<number | undefined>((resolve) => {
    sending.on('response', ({ statusCode }) => resolve(statusCode));
    sending.on('error', () => resolve(undefined));
  });
  await new Promise<void>((done) => sending.write(bytes.subarray(0, sent), () => setTimeout(done, 200)));
  return {
    breakOff: () => sending.destroy(new Error('broken off')),
    complete: () => (sending.end(bytes.subarray(sent)), answered),
  };
}

/** The offset as soon as it has come so far; what came before a break is written a moment after it. */
async function offsetOnceAt(id: string, offset: number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const { body } = await look(id);
    if (body.offset >= offset) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  return (await look(id)).body.offset;
}

describe('a file that comes in parts', () => {
  it('is gone on with where the connection broke off, and becomes the document that was announced', async () => {
    const { status, body: upload } = await begin(pdf);
    expect([status, upload.offset]).toEqual([201, 0]);
    (await beginPart(upload.id, 0, pdf, 100)).breakOff();
    expect(await offsetOnceAt(upload.id, 100)).toBe(100);
    const repeated = await begin(pdf);
    expect([repeated.body.id, repeated.body.offset]).toEqual([upload.id, 100]);
    expect(await send<ProblemBody>(upload.id, 0, pdf)).toMatchObject({
      status: 409,
      body: { code: 'upload-offset', detail: expect.stringContaining('100') as string },
    });
    expect(await finish<ProblemBody>(upload.id)).toMatchObject({ status: 409, body: { code: 'upload-incomplete' } });
    expect((await send(upload.id, 100, pdf.subarray(100))).body.offset).toBe(pdf.length);
    const document = await finish(upload.id);
    expect(document).toMatchObject({
      status: 201,
      body: { id: upload.id, sha256: hashOf(pdf), state: 'attached', name: '营业执照.pdf' },
    });
    expect((await finish(upload.id)).body).toEqual(document.body);
    expect((await look<ProblemBody>(upload.id)).status).toBe(404);
    expect(await parts()).toEqual([]);
    const fetched = await api.ask<string>('GET', `/documents/${document.body.id}`, { as: open.filler });
    expect(fetched.body).toBe(pdf.toString('utf8'));
  });

  it('loses nothing that was acknowledged when the server is killed', async () => {
    const { body: upload } = await begin(pdf, { type: 'commitment' });
    expect((await send(upload.id, 0, pdf.subarray(0, HALF))).body.offset).toBe(HALF);
    await api.kill();
    const { body: list } = await api.ask<{ items: UploadView[] }>('GET', `/cases/${open.id}/uploads`, {
      as: open.approver,
    });
    expect(list.items).toMatchObject([{ id: upload.id, offset: HALF }]);
    await send(upload.id, HALF, pdf.subarray(HALF), open.approver);
    expect((await finish(upload.id, open.approver)).body.sha256).toBe(hashOf(pdf));
  });

  it('counts one of two parts that begin at the same byte', async () => {
    const { body: upload } = await begin(pdf, { type: 'commitment', name: '承诺书.pdf' });
    const slow = await beginPart(upload.id, 0, pdf, 100);
    expect((await send(upload.id, 0, pdf)).status).toBe(200);
    expect(await slow.complete()).toBe(409);
    const finished = await Promise.all([1, 2].map(() => finish(upload.id)));
    expect(finished.map(({ status, body }) => [status, body.id])).toEqual([
      [201, upload.id],
      [201, upload.id],
    ]);
    const { body } = await api.ask<CaseView>('GET', `/cases/${open.id}`, { as: open.filler });
    expect(body.documents.filter(({ id }) => id === upload.id)).toMatchObject([{ state: 'attached' }]);
  });

  it('gives way to a different file for the same document, or to whoever gives it up', async () => {
    const { body: first } = await begin(pdf, { name: '甲.pdf.pdf' });
    await send(first.id, 0, pdf.subarray(0, HALF));
    const { body: second } = await begin(samplePng('x').bytes, { name: '乙照.png', media: 'image/png' });
    expect((await send<ProblemBody>(first.id, HALF, pdf.subarray(HALF))).status).toBe(404);
    expect((await api.ask('DELETE', `/uploads/${second.id}`, { as: open.filler })).status).toBe(204);
    expect((await look<ProblemBody>(second.id)).status).toBe(404);
    expect(await parts()).toEqual([]);
  });
});

describe('refused is', () => {
  const nothing = 'nothing kept';

  it('a file whose bytes are not those that were announced', async () => {
    const { body: upload } = await begin(pdf, { sha256: hashOf(Buffer.from(nothing)) });
    await send(upload.id, 0, pdf);
    expect(await finish<ProblemBody>(upload.id)).toMatchObject({ status: 422, body: { code: 'upload-differs' } });
    expect((await look<ProblemBody>(upload.id)).status).toBe(404);
    expect(await parts()).toEqual([]);
  });

  it('a web page that is called a PDF, as it is when it comes in one piece', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const { body: upload } = await begin(page);
    await send(upload.id, 0, page);
    expect(await finish<ProblemBody>(upload.id)).toMatchObject({ status: 422, body: { code: 'disguised-file' } });
    expect(await parts()).toEqual([]);
  });

  it('a file that is too large, before its first byte, and more bytes than were announced', async () => {
    const refused = await begin<ProblemBody>(pdf, { bytes: 10_485_761 });
    expect(refused).toMatchObject({ status: 413, body: { code: 'too-large' } });
    expect([refused.body.detail, refused.body.en.detail].every((words) => words.includes('10485760'))).toBe(true);
    const { body: upload } = await begin(pdf);
    const more = Buffer.concat([pdf, Buffer.from('x')]);
    expect(await send<ProblemBody>(upload.id, 0, more)).toMatchObject({ status: 413, body: { code: 'too-large' } });
    expect((await look(upload.id)).body.offset).toBe(0);
  });

  it('a kind of file or document that is not asked for', async () => {
    expect(await begin<ProblemBody>(pdf, { media: 'text/html' })).toMatchObject({ status: 415 });
    expect(await begin<ProblemBody>(pdf, { type: 'love-letter' })).toMatchObject({ status: 422 });
  });

  it('anybody but the filler and the approver of the firm itself', async () => {
    const { body: upload } = await begin(pdf);
    const of = { name: '营业执照.pdf' };
    for (const [as, status] of [
      ['ent02-filler', 404],
      ['d-410122-industry', 403],
    ] as const) {
      expect((await begin<ProblemBody>(pdf, of, as)).status).toBe(status);
      expect((await look<ProblemBody>(upload.id, as)).status).toBe(status);
      expect((await send<ProblemBody>(upload.id, 0, pdf, as)).status).toBe(status);
      expect((await finish<ProblemBody>(upload.id, as)).status).toBe(status);
      expect((await api.ask('DELETE', `/uploads/${upload.id}`, { as })).status).toBe(status);
    }
    expect((await look(upload.id)).body.offset).toBe(0);
  });

  it('an upload to an application that is with the office', async () => {
    const other = await ApiCase.open(api, 'ENT03');
    await other.submit();
    const asked = { as: other.filler, json: announced(pdf) };
    const refused = await api.ask<ProblemBody>('POST', `/cases/${other.id}/uploads`, asked);
    expect(refused).toMatchObject({ status: 409, body: { code: 'document-not-open' } });
  });
});

it('an upload that nobody has gone on with for a week is swept away with its parts', async () => {
  const { body: old } = await begin(pdf, { type: 'audit-report', name: '审计报告.pdf' });
  await send(old.id, 0, pdf.subarray(0, HALF));
  const { body: young } = await begin(pdf, { type: 'commitment', name: '新承诺书.pdf' });
  await send(young.id, 0, pdf.subarray(0, HALF));
  await api.store.database.admin(`UPDATE upload SET touched_at = now() - interval '169 hours' WHERE id = $1`, [old.id]);
  await api.restart();
  for (let tries = 0; tries < 50 && (await parts()).includes(old.id); tries++)
    await new Promise((done) => setTimeout(done, 100));
  expect(await parts()).toEqual([young.id]);
  expect((await look<ProblemBody>(old.id)).status).toBe(404);
  expect((await look(young.id)).body.offset).toBe(HALF);
});
